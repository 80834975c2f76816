using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Samples;
using Wfm.Storage;

namespace Wfm.Cli;

/// <summary>The periods of a demonstration, each brought where it is by the steps people take: the planned weeks published, the next ones open for wishes.</summary>
internal static class DemoPeriods
{
    private const string Planner = "Tora Trafikledare", Leader = "Greta Gruppledare", Reason = "demo";
    private const int PeopleWithWishes = 12;

    /// <summary>Lays the schedule before the group leaders, who say yes, and publishes it.</summary>
    public static async Task PublishAsync(WfmDb db, BusinessUnitId unit, SampleCentre centre, ScheduleId schedule, CommandConsole console, CancellationToken cancellationToken)
    {
        LocalDate first = centre.Period.FirstDay;
        PeriodDates dates = new(first.PlusWeeks(-10), first.PlusWeeks(-8), first.PlusWeeks(-4), first.PlusDays(-PublishSchedule.NoticeDays));
        StoredPeriod period = await new PlanPeriod(db, console.Clock).RunAsync(unit, centre.Period, dates, Planner, cancellationToken);
        await new ProposeDraft(db, console.Clock).RunAsync(period, schedule, Planner, cancellationToken);
        ApprovePeriod approve = new(db, console.Clock);
        foreach (GroupId group in await approve.MissingAsync(period, cancellationToken))
        {
            await approve.RunAsync(period, group, schedule, Leader, cancellationToken);
        }

        await new PublishPeriod(db, console.Clock).RunAsync(period, Planner, Reason, cancellationToken);
        await console.Out.WriteLineAsync("Published.");
    }

    /// <summary>Opens the weeks after it for wishes, and some people enter theirs.</summary>
    public static async Task OpenNextAsync(WfmDb db, BusinessUnitId unit, SampleCentre centre, CommandConsole console, CancellationToken cancellationToken)
    {
        LocalDate first = centre.Period.LastDay.PlusDays(1);
        PeriodDates dates = new(centre.Period.FirstDay.PlusWeeks(-3), first.PlusWeeks(-4), first.PlusWeeks(-3), first.PlusDays(-PublishSchedule.NoticeDays));
        StoredPeriod period = await new PlanPeriod(db, console.Clock).RunAsync(unit, new SchedulePeriod(first, centre.Period.Weeks), dates, Planner, cancellationToken);
        await new MovePeriodOn(db, console.Clock).OpenAsync(period, Planner, cancellationToken);
        EnterWishes enter = new(db, console.Clock);
        foreach ((Agent agent, int number) in centre.Agents.Skip(1).Take(PeopleWithWishes).Select((agent, number) => (agent, number)))
        {
            LocalDate friday = first.PlusDays((7 * (number % centre.Period.Weeks)) + 4);
            WishKind kind = (number % 3) switch { 0 => WishKind.DayOff, 1 => WishKind.Early, _ => WishKind.Late };
            await enter.RunAsync(period, agent.Id, [new EnteredWish(kind, friday)], agent.Name, cancellationToken);
        }
    }
}
