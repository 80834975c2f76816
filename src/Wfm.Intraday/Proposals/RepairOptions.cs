using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling.Replan;

namespace Wfm.Intraday;

/// <summary>What may be done about a running day, mildest first.</summary>
public enum Lever
{
    /// <summary>Short breaks move.</summary>
    MoveBreaks,

    /// <summary>Lunches move.</summary>
    MoveLunches,

    /// <summary>Movable meetings, trainings and administration move within the day.</summary>
    MoveActivities,

    /// <summary>Movable administration, training and coaching is put off to another day.</summary>
    PutOff,

    /// <summary>Somebody takes another group's queues for a time.</summary>
    Lend,

    /// <summary>Somebody stays longer.</summary>
    Overtime,

    /// <summary>Somebody of the pool (timvikarie) comes in.</summary>
    CallIn,

    /// <summary>Somebody gets a short training where there is room to spare.</summary>
    Train,

    /// <summary>Somebody is offered to go home earlier where there is room to spare.</summary>
    TimeOff,
}

/// <summary>What a proposal may use and when it is good enough.</summary>
public sealed record RepairOptions
{
    /// <summary>Levers that may be used against a day that falls short, tried in this order until the day is back. Default all but the two of spare time.</summary>
    public IReadOnlyList<Lever> Levers { get; init; } =
        [Lever.MoveBreaks, Lever.MoveLunches, Lever.MoveActivities, Lever.PutOff, Lever.Lend, Lever.Overtime, Lever.CallIn];

    /// <summary>Nothing that begins within this time is touched: people must be told first. Default 15 minutes.</summary>
    public Duration Frozen { get; init; } = Duration.FromMinutes(15);

    /// <summary>A queue is brought back when its chance of lying below the lower limit is at most this. Default 0.5.</summary>
    public double Goal { get; init; } = 0.5;

    /// <summary>Late callers a change of one person's day must save to be worth telling that person; smaller ones are left out. Default 0.1.</summary>
    public double WorthTelling { get; init; } = 0.1;

    /// <summary>What moving costs in the search, in late callers, so that few and small changes win. Default a quarter of a caller for each person told, and
    /// half an hour of overtime for nearly half a caller: a day that falls short is worth more trouble than an ordinary one.</summary>
    public ChangeCosts Costs { get; init; } = new() { PersonTold = 0.25, MinuteMoved = 0.005, MinuteStretched = 0.01 };

    /// <summary>Longest overtime. Default 60 minutes.</summary>
    public int OvertimeMinutes { get; init; } = 60;

    /// <summary>People who are not asked to stay, to come in or to go: they have said no today, or stay already. Default nobody.</summary>
    public IReadOnlyCollection<AgentId> Unwilling { get; init; } = [];

    /// <summary>People of other groups and the queues they may be lent to.</summary>
    public IReadOnlyList<LentCalls> Lendable { get; init; } = [];

    /// <summary>Most people lent at once. Default 4.</summary>
    public int MostLent { get; init; } = 4;

    /// <summary>Most people of the pool called in at once. Default 2.</summary>
    public int MostCalledIn { get; init; } = 2;

    /// <summary>How long after the present somebody of the pool can be there. Default 60 minutes.</summary>
    public Duration CallInLead { get; init; } = Duration.FromMinutes(60);

    /// <summary>People who wait for a short training or coaching.</summary>
    public IReadOnlyList<AgentId> ToTrain { get; init; } = [];

    /// <summary>Length of such a training. Default 20 minutes.</summary>
    public int TrainingMinutes { get; init; } = 20;

    /// <summary>Most trainings put into one proposal. Default 6.</summary>
    public int MostTrainings { get; init; } = 6;

    /// <summary>Time off that may be offered at the end of a shift where there is room to spare. Default 0 minutes: none.</summary>
    public int TimeOffMinutes { get; init; }

    /// <summary>Most people offered time off in one proposal. Default 2.</summary>
    public int MostTimeOff { get; init; } = 2;

    /// <summary>Spare time is used only while every queue's chance of lying below its lower limit stays at most this; of queues the person does not take, or a hundredth above what it is anyway. Default 0.2.</summary>
    public double SafeChance { get; init; } = 0.2;
}
