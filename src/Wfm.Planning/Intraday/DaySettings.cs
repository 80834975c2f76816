using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What the watch over a unit's running day may use, and how often it may cry wolf.</summary>
public sealed record DaySettings
{
    /// <summary>Share of ordinary days on which a queue may raise a false alarm, strictly between 0 and 0.5. Default 0.05.</summary>
    public double FalseAlarms { get; init; } = 0.05;

    /// <summary>Nothing that begins within so many minutes is touched, 0 to 240. Default 15.</summary>
    public int FrozenMinutes { get; init; } = 15;

    /// <summary>Longest overtime, 0 to 240 minutes. Default 60.</summary>
    public int OvertimeMinutes { get; init; } = 60;

    /// <summary>Longest time off offered at the end of a shift where there is room to spare, 0 to 240 minutes. Default 60.</summary>
    public int TimeOffMinutes { get; init; } = 60;

    /// <summary>How long it takes somebody of the pool to come in, 0 to 480 minutes. Default 60.</summary>
    public int CallInLeadMinutes { get; init; } = 60;

    /// <summary>Most people lent at once. Default 4.</summary>
    public int MostLent { get; init; } = 4;

    /// <summary>Most people of the pool called in at once. Default 2.</summary>
    public int MostCalledIn { get; init; } = 2;

    /// <summary>What may be done about a day that falls short; tried in this order. Default everything, mildest first.</summary>
    public IReadOnlyList<Lever> Levers { get; init; } = new RepairOptions().Levers;

    /// <summary>Groups and the queues their people can take for others. Default none.</summary>
    public IReadOnlyList<LendableGroup> Lendable { get; init; } = [];

    /// <summary>The settings of a unit; the defaults where nobody has changed any.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Where.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<DaySettings> OfAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.DaySettings.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit, cancellationToken) is { } stored
            ? RequestJson.Read<DaySettings>(stored.SettingsJson)
            : new DaySettings();
    }

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public string? Finding() => this switch
    {
        { FalseAlarms: not (> 0 and < 0.5) } => "falseAlarms: expected a share strictly between 0 and 0.5, such as 0.05 for one day in twenty.",
        { FrozenMinutes: < 0 or > 240 } => "frozenMinutes: expected 0 to 240.",
        { OvertimeMinutes: < 0 or > 240 } => "overtimeMinutes: expected 0 to 240.",
        { TimeOffMinutes: < 0 or > 240 } => "timeOffMinutes: expected 0 to 240.",
        { CallInLeadMinutes: < 0 or > 480 } => "callInLeadMinutes: expected 0 to 480.",
        { MostLent: < 0 or > 1000 } or { MostCalledIn: < 0 or > 1000 } => "mostLent, mostCalledIn: expected 0 to 1,000 people.",
        _ when Levers.Distinct().Count() != Levers.Count || Levers.Any(lever => lever is Lever.Train or Lever.TimeOff) =>
            "levers: expected each of moveBreaks, moveLunches, moveActivities, putOff, lend, overtime, callIn at most once.",
        _ => null,
    };

    /// <summary>As the repair of a day wants it.</summary>
    /// <param name="problem">Whose people.</param>
    /// <param name="groups">The group of everybody.</param>
    /// <param name="waiting">People who wait for a short training.</param>
    internal RepairOptions Options(SchedulingProblem problem, IReadOnlyDictionary<AgentId, GroupId> groups, IReadOnlyList<AgentId> waiting) => new()
    {
        Levers = Levers,
        Frozen = Duration.FromMinutes(FrozenMinutes),
        OvertimeMinutes = OvertimeMinutes,
        CallInLead = Duration.FromMinutes(CallInLeadMinutes),
        MostLent = MostLent,
        MostCalledIn = MostCalledIn,
        TimeOffMinutes = TimeOffMinutes,
        ToTrain = waiting,
        Lendable =
        [
            .. from lendable in Lendable
               let people = problem.Agents.Select(agent => agent.Id).Where(agent => groups.GetValueOrDefault(agent) == lendable.Group).ToArray()
               where people.Length > 0
               select new LentCalls(people, lendable.Queues),
        ],
    };
}

/// <summary>A group and what its people can take for others.</summary>
/// <param name="Group">The group.</param>
/// <param name="Queues">The queues.</param>
public sealed record LendableGroup(GroupId Group, IReadOnlyList<QueueId> Queues);
