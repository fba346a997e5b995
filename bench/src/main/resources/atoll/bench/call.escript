#!/usr/bin/env escript
%% call.escript ROUNDS CALLS: gen_server:call to a process that adds two numbers; nanoseconds, one round a line.
-mode(compile).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).

main([Rounds, Calls]) ->
    {ok, Adder} = gen_server:start_link(?MODULE, [], []),
    Count = list_to_integer(Calls),
    round(Adder, Count),
    [io:format("~b~n", [round(Adder, Count)]) || _ <- lists:seq(1, list_to_integer(Rounds))].

round(Adder, Count) ->
    Start = erlang:monotonic_time(nanosecond),
    loop(Adder, 0, Count),
    erlang:monotonic_time(nanosecond) - Start.

loop(_, Sum, 0) -> Sum;
loop(Adder, Sum, N) -> loop(Adder, gen_server:call(Adder, {Sum, N}), N - 1).

init([]) -> {ok, none}.

handle_call({A, B}, _, State) -> {reply, A + B, State}.

handle_cast(_, State) -> {noreply, State}.
