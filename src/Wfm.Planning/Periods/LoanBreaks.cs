using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;

namespace Wfm.Planning;

/// <summary>Whoever is lent is on contacts then: what a day changed by hand lays over a loan, told like a broken rule.</summary>
/// <remarks>Loans stand beside a schedule that is made and are no rule of the search, so the rule book does not know them. Whoever is away by then is not lent.</remarks>
internal static class LoanBreaks
{
    private const string Rule = "Loans", Paragraph = "approved loan";

    /// <summary>Every stretch of a day that is lent and not on contacts.</summary>
    /// <param name="plan">The schedule with its loans.</param>
    /// <param name="day">The day as it is, or is to be.</param>
    public static IEnumerable<RuleViolation> Of(StoredPlan plan, DayEdit day)
    {
        SchedulingProblem problem = plan.Asked;
        int row = problem.Grid.IndexOf(day.Date);
        return from loan in plan.Loans
               where loan.Day == row && problem.Agents[loan.Agent].Id == day.Agent
               let span = new Interval(problem.Grid.InstantOf(row, loan.From), problem.Grid.InstantOf(row, loan.To))
               where !IsAway(problem.Agents[loan.Agent], day.Date, span)
               from piece in Pieces(day.Shift, span)
               select Broken(problem.Grid.Zone, day, piece, span, string.Join(", ", loan.Queues));
    }

    private static bool IsAway(PlanAgent person, LocalDate date, Interval span) =>
        person.Absences.Any(absence => absence.Date == date) || person.PartAbsences.Any(absence => Within(absence, span) is not null);

    // What is done instead, and when; nothing is done before and after the shift.
    private static IEnumerable<(ActivityKind? Kind, Interval Span)> Pieces(Shift? shift, Interval loan)
    {
        IEnumerable<(ActivityKind?, Interval)> pieces = shift is null
            ? [(null, loan)]
            : [
                (null, new Interval(Instant.Min(loan.Start, shift.Span.Start), shift.Span.Start)),
                .. shift.Activities.Where(piece => piece.Kind != ActivityKind.Contacts).Select(piece => ((ActivityKind?)piece.Kind, piece.Span)),
                (null, new Interval(shift.Span.End, Instant.Max(loan.End, shift.Span.End))),
            ];
        foreach ((ActivityKind? kind, Interval span) in pieces)
        {
            if (Within(span, loan) is { } part)
            {
                yield return (kind, part);
            }
        }
    }

    private static Interval? Within(Interval span, Interval loan)
    {
        (Instant start, Instant end) = (Instant.Max(span.Start, loan.Start), Instant.Min(span.End, loan.End));
        return start < end ? new Interval(start, end) : null;
    }

    private static RuleViolation Broken(DateTimeZone zone, DayEdit day, (ActivityKind? Kind, Interval Span) piece, Interval loan, string queues)
    {
        string Clock(Instant moment) => FormattableString.Invariant($"{moment.InZone(zone).LocalDateTime:HH:mm}");
        string words = piece.Kind is { } kind ? WordOf(kind) : "off";
        return new RuleViolation(
            Rule, Paragraph, day.Agent, day.Date, (int)piece.Span.Duration.TotalMinutes,
            $"{words} {Clock(piece.Span.Start)}–{Clock(piece.Span.End)}, lent to {queues} {Clock(loan.Start)}–{Clock(loan.End)}.")
        {
            Facts = $"{words}|{Clock(piece.Span.Start)}|{Clock(piece.Span.End)}|{queues}|{Clock(loan.Start)}|{Clock(loan.End)}",
        };
    }

    // As the API writes kinds of activities.
    private static string WordOf(ActivityKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
