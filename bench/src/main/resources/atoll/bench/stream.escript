#!/usr/bin/env escript
%% stream.escript ROUNDS BATCHES BATCH: messages to a process that adds two numbers and sends the sum back, two batches
%% under way; nanoseconds, one round a line.
-mode(compile).

main(Args) ->
    [Rounds, Batches, Batch] = [list_to_integer(A) || A <- Args],
    Self = self(),
    Adder = spawn_link(fun() -> serve(Self) end),
    round(Adder, Batches, Batch),
    [io:format("~b~n", [round(Adder, Batches, Batch)]) || _ <- lists:seq(1, Rounds)].

serve(Client) ->
    receive
        {A, B} -> Client ! A + B, serve(Client)
    end.

round(Adder, Batches, Batch) ->
    Start = erlang:monotonic_time(nanosecond),
    send(Adder, 0, Batch),
    loop(Adder, 1, Batches, Batch),
    get_all(0, Batch),
    erlang:monotonic_time(nanosecond) - Start.

loop(_, N, N, _) -> ok;
loop(Adder, I, N, Batch) ->
    send(Adder, I, Batch),
    get_all(0, Batch),
    loop(Adder, I + 1, N, Batch).

send(_, _, 0) -> ok;
send(Adder, Number, Left) ->
    Adder ! {Number, Left},
    send(Adder, Number, Left - 1).

get_all(Sum, 0) -> Sum;
get_all(Sum, Left) ->
    receive
        N -> get_all(Sum + N, Left - 1)
    end.
