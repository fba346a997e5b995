import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.contracts {
    exports atoll.contract;
    exports atoll.contract.block;
    exports atoll.contract.clock;
    exports atoll.contract.control;
    exports atoll.contract.entropy;
    exports atoll.contract.file;
    exports atoll.contract.log;
    exports atoll.contract.name;
    exports atoll.contract.net;
    exports atoll.contract.process;
    exports atoll.contract.terminal;

    requires static org.jspecify;
}
