/*
 * Protocol numbers: two workers, three contacts whose messages come again and again, and death between any two calls.
 * A batch is one conditional write after the last one; nobody writes before every case of the last batch knows its number.
 *
 * What it abstracts
 *   head            headOf and Protocol.last in functions/protocol/assign-numbers.ts, shared/shell/stores/protocol.ts
 *   settle          settledHead there: tellCase for each entry of the last batch
 *   has             findUnnumbered there: whether the register knows a number of the contact
 *   append          Protocol.append: the place after the head, once
 * What is asserted has the name of the simulation's invariant (test/simulation/invariants.ts).
 *
 * A change that a test plants, to see that it is found:
 *   UNSETTLED       the next batch is written before the cases of the last one know their numbers
 */
#define CONTACTS 3
#define PLACES 5
#define RUNS 3

byte head;
byte numbered[PLACES];   /* the contact, from 1 on, that the batch at this place numbers; 0 for none */
bool knows[CONTACTS];    /* the contact's case knows its number */
byte crashes;

inline mayDie() { if :: crashes < 2 -> crashes++; goto again :: skip fi }

proctype worker() {
  byte seen;
  byte contact;
  byte runs;
  bool has;
again:
  if :: runs >= RUNS -> goto over :: else -> runs++ fi;
  seen = head;
  mayDie();
#ifndef UNSETTLED
  if :: seen > 0 -> knows[numbered[seen] - 1] = true :: else fi;
  mayDie();
#endif
  if :: contact = 0 :: contact = 1 :: contact = 2 fi;
  has = knows[contact];
  mayDie();
  if :: has -> goto again :: else fi;
  atomic {
    if
    :: head == seen && head < PLACES - 1 -> head++; numbered[head] = contact + 1
    :: else -> goto again
    fi
  }
  mayDie();
  knows[contact] = true;
  goto again;
over:
  skip
}

init {
  byte one;
  byte next;
  atomic { run worker(); run worker() }
  (_nr_pr == 1);
  /* protocolIsSound: no contact has two numbers */
  for (one : 1 .. PLACES - 1) {
    for (next : 1 .. PLACES - 1) {
      assert(one == next || numbered[one] == 0 || numbered[one] != numbered[next])
    }
  }
}
