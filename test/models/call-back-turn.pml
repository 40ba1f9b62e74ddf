/*
 * A caller's turn to be called back: two requests of one caller, each with a case of its own, delivered several times,
 * by workers that may die between any two calls, while staff call back.
 *
 * What it abstracts
 *   registrar      takeTurn in functions/registrar/take-turn.ts, after registerOwnCase in register-contact.ts
 *   claim          takeCallBack in functions/registrar/call-back-turns.ts: one conditional write
 *   joinCase       joinCase {inTurn} in shared/core/cases/decide-call-back.ts: refused unless its own call is due
 *   joinTo         joinTo {calledBackThere} there: refused unless its own call is due and nobody has it in hand
 *   staff          recordCallBackAttempt there, and TakeInCharge
 * Each atomic block is one conditional write or one consistent read of one item. What is asserted has the names of the
 * simulation's invariants (test/simulation/invariants.ts).
 *
 * Changes that a test plants, to see that they are found:
 *   OWN_FIRST   the own case joins before the holder has taken it in
 *   UNGUARDED   the holder takes others in though its call was made
 *   CLAIM_FIRST the turn is claimed before the case has asked, as it was until 0.1.0
 */
#define NOBODY 9
#ifndef DELIVERIES
#define DELIVERIES 2
#endif
#ifndef CRASHES
#define CRASHES 1
#endif

bool isOpen[2];
bool isDue[2];          /* a call is owed that nobody has made */
bool isMade[2];         /* reached, or given up */
bool isInHand[2];
bool isClosed[2];
byte joinedTo[2] = NOBODY;
bool knows[2];          /* the case has taken the other one in */
bool whileDue[2];       /* the case was taken in while the call of the other was due */
byte holder = NOBODY;   /* the claim: one item */
bool isDone[2];
byte delivered[2];
byte crashes;
bool closedInHand;      /* ghost: a case in hand, or whose caller was reached, was joined away */

#define other (1 - me)
#define owes(x) (isDue[x] && joinedTo[x] == NOBODY)
#define mayShare(x) (owes(x) && !isInHand[x])

inline mayDie() { if :: crashes < CRASHES -> crashes++; goto again :: skip fi }

inline open() {
  atomic {
    if
    :: !isOpen[me] -> isOpen[me] = true; isDue[me] = true
    :: else
    fi
  }
  mayDie()
}

inline joinOwn() {
  atomic {
    if
#ifdef OWN_FIRST
    :: owes(me) ->
#else
    :: mayShare(me) ->
#endif
       if :: isInHand[me] || isMade[me] -> closedInHand = true :: else fi;
       joinedTo[me] = other; isClosed[me] = true; isDue[me] = false
    :: else
    fi
  }
  mayDie()
}

proctype registrar(byte me) {
  byte found;
  bool due;
  bool taken;
again:
  if :: delivered[me] >= DELIVERIES -> goto over :: else -> delivered[me]++ fi;
#ifndef CLAIM_FIRST
  open();
#endif
turn:
#ifndef CLAIM_FIRST
  /* The own case first: whoever was called, or joined, is done. */
  atomic { due = owes(me) }
  mayDie();
  if :: !due -> goto settled :: else fi;
#endif
  atomic { if :: holder == NOBODY || holder == me -> holder = me; found = me :: else -> found = holder fi }
  mayDie();
  if
  :: found != me ->
#ifdef CLAIM_FIRST
     atomic { due = (!isOpen[other] || (!isClosed[other] && !isMade[other])) }
#else
     atomic { due = owes(other) }
#endif
     mayDie();
     if
     :: !due -> atomic { if :: holder == found -> holder = me; found = me :: else -> goto again fi }
                mayDie()
     :: else
     fi
  :: else
  fi;
  if
  :: found == me ->
#ifdef CLAIM_FIRST
     open();
#endif
     goto settled
  :: else
  fi;
#ifdef CLAIM_FIRST
  atomic { isOpen[me] = true }
  mayDie();
  atomic { if :: joinedTo[me] == NOBODY && !knows[me] -> joinedTo[me] = other; isClosed[me] = true;
                 if :: isInHand[me] || isMade[me] -> closedInHand = true :: else fi; isDue[me] = false
              :: else fi }
  mayDie();
  atomic { if :: !isOpen[other] -> goto again
              :: isOpen[other] && joinedTo[other] == NOBODY -> whileDue[me] = isDue[other]; knows[other] = true
              :: else fi }
  mayDie();
  goto settled;
#endif
  atomic { taken = mayShare(me) }
  mayDie();
  if :: !taken -> goto settled :: else fi;
#ifdef OWN_FIRST
  joinOwn();
#endif
  atomic {
    if
    :: joinedTo[other] == NOBODY && knows[other] -> taken = true
#ifdef UNGUARDED
    :: joinedTo[other] == NOBODY && !knows[other] -> whileDue[me] = owes(other); knows[other] = true; taken = true
#else
    :: owes(other) && !knows[other] -> whileDue[me] = true; knows[other] = true; taken = true
    :: !owes(other) && !knows[other] -> taken = false
#endif
    :: joinedTo[other] != NOBODY -> taken = false
    fi
  }
  mayDie();
  if :: !taken -> goto turn :: else fi;
#ifndef OWN_FIRST
  joinOwn();
#endif
settled:
  isDone[me] = true;
  if :: goto again :: skip fi;
over:
  skip
}

proctype staff() {
  byte acts;
  byte me;
  do
  :: acts < 3 ->
     acts++;
     if :: me = 0 :: me = 1 fi;
     atomic {
       if
       :: isDue[me] -> isDue[me] = false; isMade[me] = true
       :: isOpen[me] && !isClosed[me] -> isInHand[me] = true
       :: else
       fi
     }
  :: break
  od
}

init {
  byte me;
  atomic { run registrar(0); run registrar(1); run staff() }
  (_nr_pr == 1);
  /* whatIsInHandStays */
  assert(!closedInHand);
  for (me : 0 .. 1) {
    if
    :: isDone[me] ->
       assert(isOpen[me]);
       if
       :: joinedTo[me] != NOBODY ->
          /* joinsAreKnownOnBothSides, and no circle */
          assert(knows[other]);
          assert(joinedTo[other] == NOBODY);
          /* callBackIsOwedOrMade: by the case that took it in while its own call was due */
          assert(whileDue[me])
       :: else ->
          /* callBackIsOwedOrMade: by the own case */
          assert(isDue[me] || isMade[me])
       fi
    :: else
    fi
  }
  /* oneTurnACaller */
  assert(!(isDone[0] && isDone[1] && owes(0) && owes(1)) || isInHand[0] || isInHand[1])
}
