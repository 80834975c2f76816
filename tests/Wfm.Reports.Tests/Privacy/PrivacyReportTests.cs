using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

[TestFixture]
public sealed class PrivacyReportTests
{
    private static readonly Instant Day = At(Monday, 0);

    [TestCase(new[] { 5, 9 }, new[] { false, false })]
    [TestCase(new[] { 4, 9 }, new[] { true, true })]
    [TestCase(new[] { 4, 3, 9 }, new[] { true, true, false })]
    [TestCase(new[] { 2, 2, 9, 6 }, new[] { true, true, false, true })]
    [TestCase(new[] { 0, 7, 6 }, new[] { false, false, false })]
    public void Few_people_are_withheld_and_so_is_what_would_tell_them(int[] sizes, bool[] expected) =>
        SmallGroups.Withheld([.. sizes.Select((size, group) => Enumerable.Range(0, size).Select(number => new AgentId($"{group}-{number}")).ToHashSet())]).ShouldBe(expected);

    [Test]
    public void Adherence_is_told_of_groups_of_five_and_of_people_one_may_see()
    {
        AdherenceFigure[] figures = [.. Enumerable.Range(1, 6).Select(number => Figure($"1{number}", "ett", 400, 50 + number)), .. Enumerable.Range(1, 5).Select(number => Figure($"2{number}", "två", 300, 100))];
        ReportTable report = AdherenceReport.Of(Frame(Monday, Monday, ReportStep.Day), figures, new HashSet<AgentId> { new("13") });

        report.Cell("ett", Day, "adherence").Number!.Value.ShouldBe(2400.0 / (2400 + 321), 1e-12);
        report.Cell("två", Day, "conformance").Number!.Value.ShouldBe(0.9, 1e-12);
        report.Cell("", Day, "people").Number.ShouldBe(11);
        report.Cell("13", Day, "out_hours").Number!.Value.ShouldBe(53.0 / 60, 1e-12);
        report.Rows.Count(row => row.Scope.Kind == ScopeKind.Person).ShouldBe(1);
    }

    [Test]
    public void A_group_of_four_is_withheld_with_the_next_so_that_the_total_does_not_tell_it()
    {
        AdherenceFigure[] figures = [.. Enumerable.Range(1, 6).Select(number => Figure($"1{number}", "ett", 400, 50)), .. Enumerable.Range(1, 4).Select(number => Figure($"2{number}", "två", 300, 100))];
        ReportTable report = AdherenceReport.Of(Frame(Monday, Monday, ReportStep.Day), figures, new HashSet<AgentId>());

        report.Cell("två", Day, "adherence").ShouldBe(ReportCell.Withheld);
        report.Cell("ett", Day, "adherence").ShouldBe(ReportCell.Withheld);
        report.Cell("", Day, "people").Number.ShouldBe(10);
    }

    [Test]
    public void The_whole_span_does_not_tell_the_day_that_was_withheld()
    {
        LocalDate tuesday = Monday.PlusDays(1);
        AdherenceFigure[] figures = [.. Enumerable.Range(1, 6).Select(number => Figure($"1{number}", "ett", 400, 50)), .. Enumerable.Range(1, 2).Select(number => Figure($"1{number}", "ett", 300, 100) with { Date = tuesday })];
        ReportTable report = AdherenceReport.Of(Frame(Monday, tuesday, ReportStep.Day), figures, new HashSet<AgentId>());

        report.Cell("ett", At(tuesday, 0), "adherence").ShouldBe(ReportCell.Withheld);
        report.Cell("ett", Day, "adherence").Number.ShouldNotBeNull();
        report.Cell("ett", Day, "adherence", ReportStep.Whole).ShouldBe(ReportCell.Withheld);
    }

    [Test]
    public void Without_states_there_is_no_row_and_the_report_says_so()
    {
        ReportTable report = AdherenceReport.Of(Frame(Monday, Monday, ReportStep.Day), [], new HashSet<AgentId>());

        report.Rows.ShouldBeEmpty();
        report.Notes[^1].Swedish.ShouldBe("Ingen telefoni har sagt vad någon gjorde.");
    }

    [Test]
    public void Absence_is_told_in_sums_about_five_and_more()
    {
        ContractDay[] days =
        [
            .. Enumerable.Range(1, 8).Select(number => Away($"1{number}", "ett", number <= 6 ? (AbsenceClass.Vacation, 8) : null)),
            .. Enumerable.Range(1, 7).Select(number => Away($"2{number}", "två", number <= 5 ? (AbsenceClass.Other, 4) : null)),
        ];
        ReportTable report = AbsenceReport.Of(Frame(Monday, Monday, ReportStep.Day), days);

        report.Cell("ett", Day, "vacation_hours").Number.ShouldBe(48);
        report.Cell("ett", Day, "away_share").Number!.Value.ShouldBe(48.0 / 64, 1e-12);
        report.Cell("två", Day, "other_hours").Number.ShouldBe(20);
        report.Cell("två", Day, "vacation_hours").Number.ShouldBe(0);
        report.Cell("", Day, "away_hours").Number.ShouldBe(68);
    }

    [Test]
    public void One_person_in_lieu_cannot_be_reckoned_from_the_other_figures()
    {
        ContractDay[] days =
        [
            .. Enumerable.Range(1, 9).Select(number => Away($"1{number}", "ett", number <= 6 ? (AbsenceClass.Vacation, 8) : number == 7 ? (AbsenceClass.TimeOffInLieu, 3) : null)),
            .. Enumerable.Range(1, 9).Select(number => Away($"2{number}", "två", number <= 7 ? (AbsenceClass.Vacation, 8) : null)),
        ];
        ReportTable report = AbsenceReport.Of(Frame(Monday, Monday, ReportStep.Day), days);

        report.Cell("ett", Day, "time_off_in_lieu_hours").ShouldBe(ReportCell.Withheld);
        report.Cell("", Day, "time_off_in_lieu_hours").ShouldBe(ReportCell.Withheld);

        // Of the two sums that hold the three hours, neither can be split by the figures beside it.
        foreach (string code in (string[])["ett", ""])
        {
            ReportCell sum = report.Cell(code, Day, "away_hours"), holiday = report.Cell(code, Day, "vacation_hours");
            (sum.IsWithheld || holiday.IsWithheld).ShouldBeTrue(code);
        }

        // The holiday of group one cannot be reckoned from the total and group two either.
        (report.Cell("", Day, "vacation_hours").IsWithheld || report.Cell("två", Day, "vacation_hours").IsWithheld || !report.Cell("ett", Day, "vacation_hours").IsWithheld).ShouldBeTrue();
    }

    // Whatever the hundred worlds hold, nobody can solve the told figures for a withheld one that is about too few.
    [Test]
    public void No_sum_tells_a_withheld_part([Range(1, 60)] int seed)
    {
        Random random = new(seed);
        ContractDay[] days = [.. from number in Enumerable.Range(0, 26)
                                 let part = random.Next(9)
                                 select Away($"{number:00}", number % 3 == 0 ? "ett" : "två", part < 4 ? ((AbsenceClass)part, 1 + number) : null)];
        ReportTable report = AbsenceReport.Of(Frame(Monday, Monday, ReportStep.Day), days);
        string[] parts = ["vacation_hours", "time_off_in_lieu_hours", "leave_hours", "other_hours"];

        foreach (ReportRow row in report.Rows)
        {
            AgentId[][] hidden = [.. parts.Select((key, at) => (key, at)).Where(part => row.Cells[report.Column(part.key)].IsWithheld)
                .Select(part => days.Where(day => IsIn(day, row) && day.Away.GetValueOrDefault((AbsenceClass)part.at) > 0).Select(day => day.Agent).ToArray())];
            bool isSumTold = row.Cells[report.Column("away_hours")].Number is not null;
            (isSumTold && hidden.SelectMany(people => people).Distinct().Count() is > 0 and < 5).ShouldBeFalse($"{row.Scope.Code} {seed}");
        }

        foreach ((string key, int at) in parts.Select((key, at) => (key, at)))
        {
            ReportRow[] groups = [.. report.Rows.Where(row => row.Scope.Kind == ScopeKind.Group && row.Cells[report.Column(key)].IsWithheld)];
            bool isTotalTold = report.Cell("", Day, key).Number is not null;
            int behind = days.Count(day => groups.Any(row => IsIn(day, row)) && day.Away.GetValueOrDefault((AbsenceClass)at) > 0);
            (isTotalTold && behind is > 0 and < 5).ShouldBeFalse($"{key} {seed}");
        }
    }

    [Test]
    public void Requests_are_counted_when_sent_and_answers_timed()
    {
        CountedRequest[] requests = [.. Enumerable.Range(1, 6).Select(number => Request($"1{number}", "ett", number, number switch { 1 => RequestResult.DeniedForRules, 2 => RequestResult.DeniedForCallers, 3 => RequestResult.Expired, _ => RequestResult.Approved }))];
        ReportTable report = RequestsReport.Of(Frame(Monday, Monday, ReportStep.Day), requests);

        ReportRow row = report.Rows.Single(row => row.Scope.Code == "ett");
        double? Of(string key) => row.Cells[report.Column(key)].Number;
        Of("requests").ShouldBe(6);
        Of("approved").ShouldBe(3);
        Of("denied").ShouldBe(2);
        Of("expired").ShouldBe(1);
        Of("approval_share").ShouldBe(0.6);
        Of("decision_hours").ShouldBe(4);
        Of("in_time_share")!.Value.ShouldBe(4.0 / 6, 1e-12);
        Of("denied_for_rules").ShouldBe(1);
    }

    [Test]
    public void Requests_of_four_are_withheld()
    {
        ReportTable report = RequestsReport.Of(Frame(Monday, Monday, ReportStep.Day), [.. Enumerable.Range(1, 4).Select(number => Request($"1{number}", "ett", number, RequestResult.Approved))]);

        report.Rows.ShouldAllBe(row => row.Cells.Skip(1).All(cell => cell.IsWithheld));
    }

    private static bool IsIn(ContractDay day, ReportRow row) => row.Scope.Kind == ScopeKind.Total || day.Group.Value == row.Scope.Code;

    private static AdherenceFigure Figure(string agent, string group, double agreed, double deviated) =>
        new(new AgentId(agent), $"Namn {agent}", new GroupId(group), Monday, agreed, deviated, 10, 400, 360, 420);

    private static ContractDay Away(string agent, string group, (AbsenceClass Class, double Hours)? away) =>
        new(new AgentId(agent), new GroupId(group), Monday, 8, away is { } gone ? new Dictionary<AbsenceClass, double> { [gone.Class] = gone.Hours } : new Dictionary<AbsenceClass, double>());

    // Answered after as many hours as its number; due after five.
    private static CountedRequest Request(string agent, string group, int number, RequestResult outcome) => new(
        new AgentId(agent), new GroupId(group), new("frånvaro", "absence"), At(Monday, 8), outcome == RequestResult.Expired ? null : At(Monday, 8 + number), At(Monday, 13), outcome, false);
}
