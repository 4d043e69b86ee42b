% Admittance by every route for SWI-Prolog, written by hand for the facts of `tests.benchmarks.rivals.facts`.
% `now` is what is certain, `maybe` what nothing rules out, `once` what is certain once findings are made.
today(20261123).
given(accommodation). given(language). given(taxes). given(emigrant). given(released).
finding(income). finding(security). finding(interests). finding(special). finding(discretion).

met(_, P, C) :- (given(C) ; finding(C)), said(P, C, yes), !.
met(maybe, P, C) :- given(C), !, \+ said(P, C, no).
met(W, P, C) :- finding(C), !, (W == maybe ; W == once), \+ said(P, C, no).
met(W, P, adult) :- years(W, 18, born(P, D), D).
met(W, P, two_years) :- years(W, 2, resident(P, D), D).
met(W, P, ten_years) :- years(W, 10, resident(P, D), D).
met(W, P, permanent) :- ( permanent(P, D) -> today(T), D =< T ; W == maybe, \+ no_permanent(P) ).
met(W, P, free) :- met(W, P, released), !.
met(maybe, P, free) :- \+ foreign(P).
met(_, P, clean) :- \+ may_count(P), !.
met(maybe, P, clean) :- \+ counts(P).
met(W, P, married) :-
    ( wedding(P, D) -> today(T), D + 30000 =< T
    ; W == maybe, \+ ( no_other_marriage(P), \+ wedding_unknown(P) ) ).
met(W, P, spouse) :- ( spouse_national(P) -> true ; W == maybe ).

years(W, N, Fact, D) :- ( call(Fact) -> today(T), D + N * 10000 =< T ; W == maybe ).
counts(P) :- conviction(P, M, yes, yes, yes, no), M > 12.
may_count(P) :- conviction(P, M, F, U, E, C), M > 12, F \== no, U \== no, E \== no, C \== yes.

all(_, _, []).
all(W, P, [C | Cs]) :- met(W, P, C), !, all(W, P, Cs).

admitted(W, P) :- all(W, P, [adult, free, ten_years, accommodation, income, clean, language, security, taxes,
                             permanent, interests]), !.
admitted(W, P) :- all(W, P, [married, spouse, permanent, interests]), !.
admitted(W, P) :- met(W, P, special), !.
admitted(W, P) :- all(W, P, [emigrant, two_years, adult, accommodation, income, clean, security, taxes,
                             discretion]).

answer(P, yes) :- admitted(now, P), !.
answer(P, no) :- \+ admitted(maybe, P), !.
answer(P, depends) :- admitted(once, P), !.
answer(_, unknown).

main :- forall((person(P), answer(P, A)), (write(P), write(' '), write(A), nl)).
