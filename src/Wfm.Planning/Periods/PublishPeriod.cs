using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Promises a period to the people in it: publishes the schedule, answers the wishes, and tells each person what they got.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class PublishPeriod(WfmDb db, IClock clock)
{
    /// <summary>Publishes.</summary>
    /// <param name="period">Which period.</param>
    /// <param name="who">Who publishes.</param>
    /// <param name="why">The reason; needed with less than two weeks' notice.</param>
    /// <param name="cancellationToken">Publishes nothing.</param>
    /// <returns>What each person got.</returns>
    /// <exception cref="StepRefusedException">A leader has not approved, or the notice is short and no reason was given.</exception>
    public Task<IReadOnlyList<PersonSummary>> RunAsync(StoredPeriod period, string who, string? why, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        return InTransaction.RunAsync(db, async () =>
        {
            Instant now = clock.GetCurrentInstant();
            ScheduleId schedule = await ReadyAsync(period, now, cancellationToken);
            switch (await new PublishSchedule(db, clock).RunAsync(period.BusinessUnitId, schedule, who, why, cancellationToken))
            {
                case PublishOutcome.ShortNoticeNeedsReason:
                    throw new StepRefusedException("short-notice", $"The period begins on {period.FirstDay:uuuu-MM-dd}, in less than {PublishSchedule.NoticeDays} days (ATL 12 §); give the reason.");
                case PublishOutcome.NoSuchSchedule:
                    throw new StepRefusedException("no-such-schedule", $"There is no schedule number {schedule.Value} in this unit.");
                case PublishOutcome.Published or PublishOutcome.AlreadyPublished:
                    break;
            }

            Schedule published = await ScheduleStore.LoadAsync(db, schedule, cancellationToken);
            await AnswerWishesAsync(period, published, cancellationToken);
            IReadOnlyList<PersonSummary> summary = await SummaryAsync(period, published, cancellationToken);
            foreach (PersonSummary person in summary)
            {
                Tell.Agent(db, period.BusinessUnitId, person.Agent, "schedule-published", JsonSerializer.Serialize(new { firstDay = Iso(period.FirstDay), weeks = period.Weeks, shifts = person.Shifts, hours = person.Hours }, JsonSerializerOptions.Web), now);
            }

            await Tell.ScreensAsync(db, period.BusinessUnitId, "schedule-published", string.Create(CultureInfo.InvariantCulture, $"schedules/{schedule.Value}"), now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return summary;
        }, cancellationToken);
    }

    /// <summary>What each person gets by a draft or got by a published schedule.</summary>
    /// <param name="period">Which period.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<PersonSummary>> SummaryAsync(StoredPeriod period, Schedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(schedule);
        DateTimeZone zone = await ZoneAsync(period, cancellationToken);
        ILookup<AgentId, StoredPeriodWish> wishes = (await db.PeriodWishes.Where(row => row.PeriodId == period.Id).ToListAsync(cancellationToken)).ToLookup(wish => wish.AgentCode);
        (BusinessUnitId unit, LocalDate first, int version) = (period.BusinessUnitId, period.FirstDay, schedule.Version);
        string kept = await db.Schedules.Where(row => row.BusinessUnitId == unit && row.FirstDay == first && row.Version == version).Select(row => row.QualityJson).SingleAsync(cancellationToken);
        Dictionary<string, CarriedPerson> carried = CarriedTotals.Read(kept).People.ToDictionary(person => person.Agent);
        return
        [
            .. from own in schedule.Shifts.GroupBy(shift => shift.Agent)
               orderby own.Key.Value
               let before = carried.GetValueOrDefault(own.Key.Value)
               let starts = own.Select(shift => shift.Span.Start.InZone(zone).TimeOfDay).ToList()
               select new PersonSummary(
                   own.Key, own.Count(), own.Aggregate(Duration.Zero, (sum, shift) => sum + shift.PaidTime).TotalHours,
                   own.Count(shift => shift.Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday), starts.Min(), starts.Max(),
                   wishes[own.Key].Count(), wishes[own.Key].Count(wish => wish.GrantedFraction == 1))
               {
                   LateShifts = own.Count(shift => shift.Span.End.InZone(zone).LocalDateTime > shift.Date + ProblemAssembly.Fairness.LateAfter),
                   CarriedLateShifts = before?.LateShifts ?? 0,
                   CarriedWeekends = before?.Weekends ?? 0,
                   CarriedHours = before?.Hours ?? 0,
               },
        ];
    }

    private async Task<ScheduleId> ReadyAsync(StoredPeriod period, Instant now, CancellationToken cancellationToken)
    {
        if (period.NeedsApproval && await new ApprovePeriod(db, clock).MissingAsync(period, cancellationToken) is { Count: > 0 } missing)
        {
            throw new StepRefusedException("approval-missing", $"Not approved yet for {string.Join(", ", missing)}.", new { groups = missing });
        }

        try
        {
            period.Publish(now);
        }
        catch (InvalidOperationException outOfOrder)
        {
            throw new StepRefusedException("period-state", outOfOrder.Message);
        }

        return period.ScheduleId!.Value;
    }

    private async Task AnswerWishesAsync(StoredPeriod period, Schedule schedule, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = period.BusinessUnitId;
        DateTimeZone zone = await ZoneAsync(period, cancellationToken);
        HashSet<LocalDate> open = [.. schedule.Shifts.Select(shift => shift.Date)];
        Dictionary<AgentId, Dictionary<LocalDate, LocalTime>> starts = schedule.Shifts.GroupBy(shift => shift.Agent)
            .ToDictionary(own => own.Key, own => own.ToDictionary(shift => shift.Date, shift => shift.Span.Start.InZone(zone).TimeOfDay));
        ILookup<AgentId, Absence> absences = (await db.Absences.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken))
            .Select(row => row.ToDomain()).ToLookup(absence => absence.Agent);
        foreach (StoredPeriodWish wish in await db.PeriodWishes.Where(row => row.PeriodId == period.Id).ToListAsync(cancellationToken))
        {
            HashSet<LocalDate> away = [.. period.Period.Days.Where(day => absences[wish.AgentCode].Any(absence => absence.Start.Date <= day && absence.End > day.AtMidnight()))];
            WishAnswer answer = WishAnswers.Of(
                wish.ToDomain(), period.Period, open, away, starts.GetValueOrDefault(wish.AgentCode) ?? [],
                (ProblemAssembly.Wishes.EarlyUntil, ProblemAssembly.Wishes.LateFrom));
            wish.Answer(answer.GrantedFraction, answer.Reason, $$"""{"granted":{{answer.GrantedDays}},"asked":{{answer.AskedDays}}}""");
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<DateTimeZone> ZoneAsync(StoredPeriod period, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = period.BusinessUnitId;
        return (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
    }

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What one person gets by a schedule.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Shifts">Number of shifts.</param>
/// <param name="Hours">Paid hours.</param>
/// <param name="WeekendShifts">Shifts on Saturdays and Sundays.</param>
/// <param name="EarliestStart">Earliest start on the wall clock.</param>
/// <param name="LatestStart">Latest start.</param>
/// <param name="Wishes">Wishes entered.</param>
/// <param name="GrantedWishes">Those granted in full; 0 until published.</param>
public sealed record PersonSummary(
    AgentId Agent, int Shifts, double Hours, int WeekendShifts, LocalTime EarliestStart, LocalTime LatestStart, int Wishes, int GrantedWishes)
{
    /// <summary>Shifts that end late, as fairness counts them.</summary>
    public required int LateShifts { get; init; }

    /// <summary>Late shifts the published periods of the half year before had asked for when this was planned; the group's mean for whoever was not in them.</summary>
    public required double CarriedLateShifts { get; init; }

    /// <summary>Weekends they had asked for.</summary>
    public required double CarriedWeekends { get; init; }

    /// <summary>Hours worked beyond what was owed that came along from the period before; negative when hours are owed.</summary>
    public required double CarriedHours { get; init; }
}
