#!/usr/bin/env escript
%% restart.escript COUNT: exit(Pid, kill) of a gen_server to the first answer of the one that its supervisor starts next,
%% found by its registered name; nanoseconds, one a line.
-mode(compile).
-export([init/1, handle_call/3, handle_cast/2, start_link/0]).

main([Count]) ->
    error_logger:tty(false),
    logger:set_primary_config(level, none),
    {ok, _} = supervisor:start_link(?MODULE, supervisor),
    [one() || _ <- lists:seq(1, 50)],
    [io:format("~b~n", [one()]) || _ <- lists:seq(1, list_to_integer(Count))],
    halt(0).

one() ->
    Pid = whereis(adder),
    3 = gen_server:call(Pid, {1, 2}),
    timer:sleep(5),
    Start = erlang:monotonic_time(nanosecond),
    exit(Pid, kill),
    call(),
    erlang:monotonic_time(nanosecond) - Start.

call() ->
    try gen_server:call(adder, {1, 2}) of
        3 -> ok
    catch
        exit:_ -> erlang:yield(), call()
    end.

start_link() -> gen_server:start_link({local, adder}, ?MODULE, adder, []).

init(supervisor) ->
    Child = #{id => adder, start => {?MODULE, start_link, []}, restart => permanent},
    {ok, {#{strategy => one_for_one, intensity => 1000000, period => 1}, [Child]}};
init(adder) -> {ok, none}.

handle_call({A, B}, _, State) -> {reply, A + B, State}.

handle_cast(_, State) -> {noreply, State}.
