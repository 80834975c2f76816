using System.CommandLine;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Cli;

/// <summary>Words that <c>weigh</c> and <c>slots</c> share.</summary>
internal static class RequestWords
{
    /// <summary>What is assumed of queues nobody has told the variation of.</summary>
    public const double UsualDayVariation = 0.12;

    public static Option<double?> DayVariation() => new("--day-variation")
    {
        Description = "How much whole days differ from their forecast: standard deviation ÷ mean, 0 to 1, of every queue. Default: each queue's own from the problem, else 0.12.",
    };

    /// <summary>The problem with one variation of days for all queues, where one was given.</summary>
    public static SchedulingProblem WithVariation(SchedulingProblem problem, double? variation) => variation switch
    {
        null => problem,
        >= 0 and <= 1 => problem with { Promises = [.. problem.Promises.Select(promise => promise with { DayVariation = variation })] },
        _ => throw new UsageException("--day-variation: expected 0 to 1, such as 0.12."),
    };

    public static Instant? Moment(string option, string? text, DateTimeZone zone) => text is null
        ? null
        : AwayWords.Moment(text, zone) ?? throw new UsageException($"{option}: \"{text}\" is no moment; write 2026-03-02T09:45, or with an offset 2026-03-02T09:45+01:00.");

    /// <summary>Tells what is wrong with a file; the exception ends the command with findings.</summary>
    public static async Task<RefusedException> RefusedAsync(FileInfo file, IReadOnlyList<ProblemFinding> findings, CommandConsole console)
    {
        foreach (ProblemFinding finding in findings)
        {
            await console.Error.WriteLineAsync($"{file.Name}, {finding}");
        }

        return new RefusedException();
    }

    /// <summary>People by their codes, or everybody of a group: <c>anna,bo</c> or <c>group:första</c>.</summary>
    public static IReadOnlyList<AgentId> People(string text, SchedulingProblem problem)
    {
        const string Group = "group:";
        if (!text.StartsWith(Group, StringComparison.Ordinal))
        {
            return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(agent => new AgentId(agent))];
        }

        AgentId[] members = [.. problem.Agents.Where(agent => agent.Group?.Value == text[Group.Length..]).Select(agent => agent.Id)];
        return members.Length > 0 ? members : throw new UsageException($"--people: nobody belongs to the group \"{text[Group.Length..]}\".");
    }

    /// <summary>Reads like: <c>Absence of anna, Wed 2026-01-14 09:00–12:00.</c></summary>
    public static string Name(ScheduleRequest request, DateTimeZone zone) => request switch
    {
        AbsenceRequest absence => $"Absence of {absence.Agent}, {Span(absence.Span, zone)}.",
        TimeOffRequest off => $"Time off for {off.Agent}, {Span(off.Span, zone)}.",
        MeetingRequest meeting => $"{char.ToUpperInvariant(Name(meeting.Activity)[0])}{Name(meeting.Activity)[1..]} of {People(meeting.Agents)}, {Span(meeting.Span, zone)}"
            + (meeting.LentTo is { } lent ? $", calls lent to {People(lent.Agents)}." : "."),
        OvertimeRequest overtime => $"Overtime of {overtime.Agent}, {Span(overtime.Span, zone)}.",
        SwapRequest swap => $"{swap.Agent} and {swap.Other} swap shifts, {Date(swap.Date)}{(swap.Date == swap.OtherDate ? "" : $" for {Date(swap.OtherDate)}")}.",
        LoanRequest loan => $"{People(loan.Calls.Agents)} take {string.Join(", ", loan.Calls.Queues)}, {Span(loan.Span, zone)}.",
        _ => "",
    };

    private static string People(IReadOnlyList<AgentId> agents) => agents.Count <= 3 ? string.Join(", ", agents) : $"{agents.Count} people";

    private static string Span(Interval span, DateTimeZone zone)
    {
        (LocalDateTime start, LocalDateTime end) = (span.Start.InZone(zone).LocalDateTime, span.End.InZone(zone).LocalDateTime);
        return string.Create(CultureInfo.InvariantCulture, $"{Date(start.Date)} {start:HH:mm}–{(start.Date == end.Date ? "" : Date(end.Date) + " ")}{end:HH:mm}");
    }

    private static string Date(LocalDate date) => date.ToString("ddd uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What a leader calls an activity.</summary>
    public static string Name(ActivityKind activity) => activity switch
    {
        ActivityKind.BackOffice => "back office",
        ActivityKind.Absence => "absent",
        _ => activity.ToString().ToLowerInvariant(),
    };
}
