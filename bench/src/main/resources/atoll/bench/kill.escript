#!/usr/bin/env escript
%% kill.escript KIND COUNT: exit(Pid, kill) to the monitor's message; prints nanoseconds, one run a line.
-mode(compile).

main([Kind, Count]) ->
    [one(Kind) || _ <- lists:seq(1, 20)],
    [io:format("~b~n", [one(Kind)]) || _ <- lists:seq(1, list_to_integer(Count))].

one(Kind) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Self ! ready, body(Kind) end),
    receive ready -> ok end,
    timer:sleep(5),
    Start = erlang:monotonic_time(nanosecond),
    exit(Pid, kill),
    receive {'DOWN', Ref, process, Pid, killed} -> ok end,
    erlang:monotonic_time(nanosecond) - Start.

body("spin") -> spin(0);
body("sleep") -> receive never -> ok end;
body("catch") -> process_flag(trap_exit, true), catch_all().

spin(N) -> spin(N + 1).

catch_all() ->
    try error(no) catch _:_ -> ok end,
    catch_all().
