// Lessons about symptoms, hosts, dependencies and clocks.

extension FindingLesson {
    static let latencyRise = FindingLesson(
        tells: """
            Somebody waited longer for an answer than before. It says that something is slow, since when, \
            and for whom; it does not say what.
            """,
        mistake: """
            The component in which it was measured gets the blame. It may only pass on what it waits \
            for itself.
            """,
        beside: [
            "the latency of what it calls: go down until a part is slow whose own calls are not",
            "requests a second: does the latency rise with them, or without them?",
            "quantiles: all slower, or a few very slow?",
        ],
        act: [
            "Say who is hurt: which endpoint, how many, how long.",
            "Look for what moved before it, not for what moved most.",
            "Set time limits, so that one slow part does not hold all.",
        ]
    )

    static let errorBurst = FindingLesson(
        tells: """
            Errors came far more often than before. The first kind of error, in time, is worth more than \
            the most frequent one.
            """,
        mistake: """
            The loudest message is taken for the cause. It is often a follower: time limits, empty \
            pools and retries speak after the real failure.
            """,
        beside: [
            "the first line of each kind of error, in the order of time",
            "the share of failing runs: more runs have more failures, without trouble",
            "deploys and changes of configuration before the first one",
        ],
        act: [
            "Read the first error, from the top of its trace.",
            "Roll back what changed just before it, if it can be rolled back safely.",
            "Group errors by kind in the alert, and name the new kind.",
        ]
    )

    static let hostPause = FindingLesson(
        tells: """
            A whole machine, or a process, stood still for a moment: garbage collection, a snapshot of \
            the virtual machine, swapping, a full disk queue.
            """,
        mistake: """
            Each service sees the others as slow, and all logs accuse somebody else. A silence in all \
            logs of one machine at the same time is the sign.
            """,
        beside: [
            "vmstat and pidstat of that machine: stolen time, swap, blocked processes",
            "logs of all programs on it: a gap at the same second",
            "the provider's events: migration, snapshot, backup",
        ],
        act: [
            "Move the work to another machine, if one is free.",
            "Keep one-second statistics of the host (sysstat), so that a pause can be seen.",
            "Turn off swap and transparent huge pages on servers of Redis.",
        ]
    )

    static let dependencySlow = FindingLesson(
        tells: """
            Another service took longer to answer, and those who called it waited. The time is theirs \
            in the logs and its own in truth.
            """,
        mistake: """
            Callers look overloaded: all threads busy, queue growing. They are waiting, and their \
            processors are idle.
            """,
        beside: [
            "the caller's own timing of the call, or a trace, by operation",
            "other callers of the same service: are they slow as well?",
            "the service's status and its own metrics at that time",
        ],
        act: [
            "Set a time limit near the usual worst case, and a circuit breaker.",
            "Put calls to it on workers of their own.",
            "Tell the owners with times and operation names from the report.",
        ]
    )

    static let clockSkew = FindingLesson(
        tells: """
            The clocks of two sources did not agree. debrief puts them on one clock where shared ids or \
            rhythms allow it, and says how exact that is.
            """,
        mistake: """
            Without the correction an effect can stand before its cause, and waits can be negative. The \
            order of close events is then an accident.
            """,
        beside: [
            "job ids or request ids that both files hold: the best measure",
            "`--same FILE:LINE=FILE:LINE`: two lines that you know to be one moment",
            "section 7 of the report: the uncertainty of each clock",
        ],
        act: [
            "Claim no order closer than the uncertainty.",
            "Run time synchronisation on all machines, and alert on its offset.",
            "Log in UTC with the zone, and at least in milliseconds.",
        ]
    )

    static let other = FindingLesson(
        tells: """
            Something that no file of the folder shows. It stands among the explanations of every \
            incident, since a cause can lie outside of what was recorded.
            """,
        mistake: """
            A low weight here does not prove the others. It says that they fit what was recorded, which \
            may be too little.
            """,
        beside: [
            "section 6 of the report: what was not checked",
            "section 7: the capture that would decide, as a command that ends by itself",
            "people who were there: what did they see that no file has?",
        ],
        act: [
            "Add what is missing to the folder and run debrief again.",
            "Record it now, while the trouble lasts, if it still does.",
            "Say in the review that this is open, instead of choosing the nearest suspect.",
        ]
    )
}
