using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A running day as the watch saw it: what is stored, served and explained.</summary>
/// <param name="Date">The day.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Schedule">The published version in force.</param>
/// <param name="PeopleAway">People who are away or not logged in, beyond what the schedule knows.</param>
/// <param name="Queues">Every queue with traffic.</param>
public sealed record DayPicture(LocalDate Date, Instant At, ScheduleId Schedule, int PeopleAway, IReadOnlyList<QueuePicture> Queues)
{
    /// <summary>Hash of what the alarm levels were found from: schedule, people, targets.</summary>
    public string LevelsFrom { get; init; } = "";
}

/// <summary>One queue of it.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="TargetShare">Share promised, 0 to 1.</param>
/// <param name="ThresholdSeconds">Longest wait in time.</param>
/// <param name="LowerLimit">Below this one acts.</param>
/// <param name="UpperLimit">Above this there is room to spare.</param>
/// <param name="Offered">Calls offered so far, of the slots that are reported.</param>
/// <param name="AnsweredInTime">Of them answered in time.</param>
/// <param name="ReportedUntil">End of the last slot that is reported.</param>
/// <param name="IsStale">The reports are too old to conclude anything from.</param>
/// <param name="Model">How the rest was forecast again.</param>
/// <param name="CallsFactor">Calls expected from now on ÷ those forecast.</param>
/// <param name="IsUnusual">The day has jumped and is followed faster.</param>
/// <param name="HandleTimeFactor">Handle times expected ÷ those forecast.</param>
/// <param name="CallsToCome">Calls expected from now on.</param>
/// <param name="LevelToCome">Share of them expected to be answered in time.</param>
/// <param name="Low80">Eight of ten such days lie above this.</param>
/// <param name="High80">And below this.</param>
/// <param name="ChanceOfDay">Chance that the whole day reaches the promise.</param>
/// <param name="ChanceBelow">Chance that the rest lies below the lower limit.</param>
/// <param name="ChanceAbove">Chance that the rest lies above the upper limit.</param>
/// <param name="AlarmLevel">Chance from which an alarm is raised: only the stated share of ordinary days ever reaches it.</param>
/// <param name="Alarm">Where the alarm stands.</param>
/// <param name="Slots">Slot by slot, from opening to closing.</param>
public sealed record QueuePicture(
    QueueId Queue,
    double TargetShare,
    double ThresholdSeconds,
    double LowerLimit,
    double UpperLimit,
    double Offered,
    double AnsweredInTime,
    Instant? ReportedUntil,
    bool IsStale,
    string Model,
    double CallsFactor,
    bool IsUnusual,
    double HandleTimeFactor,
    double CallsToCome,
    double? LevelToCome,
    double? Low80,
    double? High80,
    double? ChanceOfDay,
    double? ChanceBelow,
    double? ChanceAbove,
    double AlarmLevel,
    Alarm Alarm,
    IReadOnlyList<SlotPicture> Slots)
{
    internal static QueuePicture Of(RunningDay day, QueueLook look, double level, Alarm alarm)
    {
        QueueSoFar? told = day.Queues.FirstOrDefault(queue => queue.Queue == look.Queue);
        LocalDate date = day.Problem.Grid.Days[day.Day].Date;
        IReadOnlyList<double> forecast = day.Problem.Demand.First(demand => demand.Queue == look.Queue && demand.Date == date).Traffic!.Calls;
        int first = day.Problem.Grid.Days[day.Day].Slots - look.Rest.Slots.Count;
        return new QueuePicture(
            look.Queue, look.Promise.ShareFraction, look.Promise.ThresholdSeconds, look.Limits.Lower, look.Limits.Upper, look.Offered, look.InTime, look.ReportedUntil, look.IsStale,
            look.Update.Model.ToString(), look.Update.Factor, look.Update.IsUnusual, look.HandleTimeFactor, look.Rest.Calls, look.Rest.Level,
            look.Rest.Band(0.8)?.Low, look.Rest.Band(0.8)?.High, look.ChanceOfDay, look.ChanceBelow, look.ChanceAbove, level, alarm,
            [
                .. forecast.Select((calls, slot) => new SlotPicture(
                    day.Problem.Grid.InstantOf(day.Day, slot), calls,
                    told is not null && slot < told.Slots.Count ? told.Slots[slot]?.Offered : null,
                    told is not null && slot < told.Slots.Count ? told.Slots[slot]?.InTime : null,
                    slot < first ? null : look.Rest.Slots[slot - first].Calls,
                    slot < first ? null : look.Rest.Slots[slot - first].People,
                    slot < first || look.Rest.Slots[slot - first].Calls == 0 ? null : look.Rest.Slots[slot - first].Level)),
            ]);
    }
}

/// <summary>One slot of a queue's day.</summary>
/// <param name="Start">Its start.</param>
/// <param name="Forecast">Calls forecast in the plan.</param>
/// <param name="Offered">Calls reported; empty where nothing is reported.</param>
/// <param name="AnsweredInTime">Of them answered in time.</param>
/// <param name="Expected">Calls expected now; empty for slots that are over.</param>
/// <param name="People">People scheduled who take the queue, those away left out; empty for slots that are over.</param>
/// <param name="Level">Share expected to be answered in time; empty for slots that are over or without calls.</param>
public sealed record SlotPicture(Instant Start, double Forecast, double? Offered, double? AnsweredInTime, double? Expected, int? People, double? Level);
