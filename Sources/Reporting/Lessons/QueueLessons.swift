// Lessons about queues of jobs and the workers behind them.

extension FindingLesson {
    static let queueBacklog = FindingLesson(
        tells: """
            Jobs waited because more arrived than were finished. The depth is what is left over: it \
            grows while arrivals exceed completions and shrinks only when that turns round.
            """,
        mistake: """
            A deep queue is not a cause. It is where arrivals, run times or workers show. A queue can be \
            deep and healthy, when it holds bulk work that nobody waits for.
            """,
        beside: [
            "arrivals and starts of the queue, on one time axis: which of the two moved first?",
            "the worker log: run time of each class, and how many workers were busy",
            "the age of the oldest job: people feel the age, not the depth",
        ],
        act: [
            "Stop or slow down what fills the queue, if that can wait.",
            "Add workers only where a worker is what is missing. If the jobs wait for a shared server, more of them make it slower.",
            "Alert on the age of the oldest job, not on the depth alone.",
        ]
    )

    static let arrivalsUp = FindingLesson(
        tells: """
            Jobs came faster than before and faster than the workers could take them. Each of them took \
            as long as always, or nearly: the work grew, not its cost.
            """,
        mistake: """
            More arrivals are often the effect of something else: retries of failing jobs, one request \
            that fans out, a timer that came back after a pause.
            """,
        beside: [
            "the clients that pushed, from MONITOR: one sender, or all of them?",
            "deploys, campaigns and schedules: what began when the pushes began?",
            "the number of different jobs: the same ones again means retries (F:retry-storm)",
        ],
        act: [
            "Send bulk work at the pace of the workers, or to a queue of its own.",
            "Compare the new rate with jobs a second times run time: that many workers are needed.",
            "Agree beforehand how people who send campaigns announce them.",
        ]
    )

    static let serviceSlower = FindingLesson(
        tells: """
            Each job held its worker longer, so the same workers finished fewer of them. What a job \
            needs is workers times seconds: twice the run time is half the capacity.
            """,
        mistake: """
            Slow jobs look like too few workers, since all of them are busy. If the time goes into a \
            shared server, more workers make each job slower still.
            """,
        beside: [
            "run times of other classes: all slower means a shared resource, one slower means its own",
            "what the job calls: database, other services, Redis; which of them became slower first?",
            "the host: processor time, disk and pauses at that time",
        ],
        act: [
            "Find the part of the job that grew: log its steps with their times.",
            "Give the class a time limit and workers of its own, so that others keep theirs.",
            "Roll back what changed just before the run time rose, if there is such a change.",
        ]
    )

    static let workersLost = FindingLesson(
        tells: """
            Processes that took jobs took none any more, while jobs were waiting. Arrivals and run times \
            are as before; what is missing is hands.
            """,
        mistake: """
            Quiet workers look idle and healthy on a dashboard of processor time. Only starts of jobs, \
            process by process, show that nobody takes any.
            """,
        beside: [
            "the last line of each worker process: stopped, killed, or in the middle of a job?",
            "the kernel's log for an end by lack of memory, and the deploy log for a restart",
            "CLIENT LIST: are the workers still connected and blocked in BRPOP?",
        ],
        act: [
            "Start the processes again, and see that starts come back within seconds.",
            "Look for jobs that were running: some libraries lose them, some run them twice.",
            "Alert on the number of processes that took a job in the last minute.",
        ]
    )

    static let headOfLineBlocking = FindingLesson(
        tells: """
            A few long jobs took all workers, and short ones waited behind them. The mean run time hides \
            it: few jobs are most of the work.
            """,
        mistake: """
            It looks as if short jobs became slow, since they finish late. Their run time did not \
            change; only their wait did.
            """,
        beside: [
            "run time and wait of each class, side by side: waits rise, run times do not",
            "the share of the workers that each class held at the worst moment",
            "who enqueued the long jobs, and whether they could be cut into pieces",
        ],
        act: [
            "Move long jobs to a queue with workers of their own.",
            "Cut a long job into short ones that enqueue the next piece.",
            "Limit how many jobs of a class run at once.",
        ]
    )

    static let retryStorm = FindingLesson(
        tells: """
            The same jobs or requests ran again and again after failing. Each failure makes new work, so \
            the load stays high even when what failed is back.
            """,
        mistake: """
            It looks like a rise of traffic. Count different jobs, not runs: the number of different \
            ones did not grow.
            """,
        beside: [
            "runs a job: more than one and a half means that retries are most of the load",
            "the first error, before the storm: what failed first is the cause",
            "the pause between tries: does it grow, and is there chance in it?",
        ],
        act: [
            "Stop retries first, then repair what fails, then let them back slowly.",
            "Retry with growing pauses and some chance, and at most a few times.",
            "Give the caller a budget: no more than one retry for ten calls.",
        ]
    )

    static let periodicLoad = FindingLesson(
        tells: """
            Load came at fixed times and was gone by itself within seconds: a schedule, not a fault. It \
            is listed so that nobody takes it for the cause.
            """,
        mistake: """
            A schedule that stands next to an incident is the usual innocent. It ran at the same minute \
            yesterday, without harm.
            """,
        beside: [
            "the crontab or the schedule of the job library: does it name this time?",
            "the same minute on another day: the same load without trouble acquits it",
            "what else ran at that time: two harmless schedules can meet",
        ],
        act: [
            "Leave it alone during the incident.",
            "Spread schedules over the minute or the hour instead of starting them together.",
            "Put the schedule into the folder (crontab), so that the report can name it.",
        ]
    )

    static let pollCost = FindingLesson(
        tells: """
            Asking whether there is work cost more than the work itself. Each worker asks on its own, so \
            the cost grows with the workers, not with the jobs.
            """,
        mistake: """
            Each poll is cheap, so a slow log shows nothing. Multiply: calls a second times the time of \
            one call is the share of the server.
            """,
        beside: [
            "INFO commandstats twice: calls and time of the polling command",
            "the number of workers, and how often each of them asks",
            "the call of the library: `debrief explain redis-costs` lists them",
        ],
        act: [
            "Wait in a blocking call (BRPOP, BLMOVE) instead of asking again and again.",
            "Ask less often while there is nothing to do.",
            "Keep a counter beside the data, and ask for that.",
        ]
    )
}
