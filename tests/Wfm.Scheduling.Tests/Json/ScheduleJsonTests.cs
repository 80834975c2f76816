using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Json;
using Wfm.Scheduling.Tests.Search;

namespace Wfm.Scheduling.Tests.Json;

public sealed class ScheduleJsonTests
{
    [Test]
    public void A_problem_reads_back_as_it_was_written()
    {
        SchedulingProblem problem = Full();
        string json = ProblemJson.Write(problem);

        ProblemReading reading = ProblemJson.Read(json);

        reading.Findings.ShouldBeEmpty();
        ProblemJson.Write(reading.Problem!).ShouldBe(json);
    }

    [Test]
    public void A_schedule_reads_back_as_it_was_written()
    {
        SchedulingProblem problem = Full();
        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 20, BoundSteps = 3, Threads = 1 });
        string json = ScheduleJson.Write(problem, result);

        ScheduleReading reading = ScheduleJson.Read(json, problem);

        reading.Findings.ShouldBeEmpty();
        ScheduleJson.Write(problem, reading.Schedule!).ShouldBe(ScheduleJson.Write(problem, result.Schedule));
        ScheduleChecker.Check(problem, reading.Schedule!).Cost.ShouldBe(result.Cost);
    }

    [Test]
    public void Every_fault_of_a_file_is_listed_with_its_path()
    {
        string json = ProblemJson.Write(Full())
            .Replace("\"slots\": 40", "\"slots\": \"forty\"")
            .Replace("\"movable\"", "\"moveable\"")
            .Replace("\"activity\": \"training\"", "\"activity\": \"party\"")
            .Replace("\"share\": 0.95625", "\"share\": 2");

        List<string> paths = [.. ProblemJson.Read(json).Findings.Select(finding => finding.Path)];

        paths.ShouldContain("days[0].slots");
        ProblemJson.Read(json.Replace("\"slots\": \"forty\"", "\"slots\": 40")).Findings.Select(finding => finding.ToString()).ShouldBe(
            [
                "contracts[0].share: 2 — expected more than 0, at most 1.",
                "agents[0].meetings[0].activity: \"party\" — expected one of contacts, lunch, break, meeting, training, coaching, administration, back_office, absence.",
                "agents[0].meetings[0].moveable: an unknown field — expected one of activity, end, movable, must_attend, start.",
            ]);
    }

    [Test]
    public void What_a_schedule_leaves_behind_is_read_as_what_the_next_begins_with()
    {
        SchedulingProblem problem = Full();
        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 20, BoundSteps = 3, Threads = 1 });

        LedgerReading reading = LedgerJson.Read(ScheduleJson.Write(problem, result));

        reading.Findings.ShouldBeEmpty();
        reading.People!.Count.ShouldBe(result.Ledger.People.Count);
        foreach (PersonLedger person in result.Ledger.People)
        {
            reading.People[person.Agent].Fairness.ShouldBe(person.Closing);
            reading.People[person.Agent].Balance.TotalHours.ShouldBe(person.ClosingHours, 1e-9);
        }

        LedgerJson.Read("{ \"version\": 1 }").Findings.ShouldHaveSingleItem().Path.ShouldBe("ledger");
        LedgerJson.Read("{").Findings.ShouldHaveSingleItem().Expected.ShouldBe("JSON");
    }

    [Test]
    public void Text_that_is_no_JSON_is_one_finding() =>
        ProblemJson.Read("{ \"version\": 1, ").Findings.ShouldHaveSingleItem().Expected.ShouldBe("JSON");

    [TestCase("problem.schema.json")]
    [TestCase("schedule.schema.json")]
    public void What_we_write_conforms_to_the_schema(string file)
    {
        SchedulingProblem problem = Full();
        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 20, BoundSteps = 3, Threads = 1 });
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", file)));
        using JsonDocument written = JsonDocument.Parse(file.StartsWith('p') ? ProblemJson.Write(problem) : ScheduleJson.Write(problem, result));

        SchemaCheck.Faults(schema.RootElement, written.RootElement).ShouldBeEmpty();
    }

    [Test]
    public void The_sample_problem_is_read_scheduled_and_checked()
    {
        string json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "tiny-problem.json"));
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "problem.schema.json")));
        using JsonDocument sample = JsonDocument.Parse(json);
        SchemaCheck.Faults(schema.RootElement, sample.RootElement).ShouldBeEmpty();
        ProblemReading reading = ProblemJson.Read(json);
        reading.Findings.ShouldBeEmpty();

        ScheduleResult result = ScheduleBuilder.Build(reading.Problem!, new ScheduleOptions { Steps = 40, BoundSteps = 20, Threads = 1 });

        result.Violations.ShouldBeEmpty();
        result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
    }

    public static string Text(SchedulingProblem problem, ScheduleResult result) => ScheduleJson.Write(problem, result.Schedule);

    /// <summary>A problem that uses every field of the format.</summary>
    private static SchedulingProblem Full()
    {
        SchedulingProblem problem = Chance.Problem(3, agents: 3);
        PlanAgent first = problem.Agents[0] with
        {
            Group = new GroupId("växel"),
            Absences = [new DayAbsence(Small.Monday.PlusDays(2), Duration.FromHours(8))],
            PartAbsences = [new Interval(Small.At(Small.Monday.PlusDays(3), 13), Small.At(Small.Monday.PlusDays(3), 14))],
            Meetings = [new PlanMeeting(new Interval(Small.At(Small.Monday, 9), Small.At(Small.Monday, 9.5)), ActivityKind.Training, true, true)],
            Locks = [new DayLock(Small.Monday.PlusDays(1), new DayShift(0, 34, 18, 2, 6, 26, 1)), new DayLock(Small.Monday.PlusDays(4), null)],
            PreviousShifts = [new Interval(Small.At(Small.Monday.PlusDays(-3), 8), Small.At(Small.Monday.PlusDays(-3), 16.5))],
            FollowingShifts = [new Interval(Small.At(Small.Monday.PlusDays(15), 8), Small.At(Small.Monday.PlusDays(15), 16.5))],
            OpeningBalance = Duration.FromHours(-1.5),
            AveragedBefore = new EarlierWeeks(10, Duration.FromHours(390.5)),
            Fairness = new FairnessBalance(1, 2, 3, 4),
            Wishes = [new PlanWish(Small.Monday.PlusDays(3), WishKind.Late, 2, true)],
        };
        WorkRules rules = WorkRules.MunicipalAgreement with
        {
            DayBreak = new LocalTime(5, 0),
            FewestDaysOffInARow = 1,
            MostWeekends = 5,
            AveragingWeeks = 1,
            AverageWeek = Duration.FromHours(47),
            LongestAverageWeek = Duration.FromHours(48),
            LongestAveragingWeeks = 17,
        };
        PlanContract pool = Small.Contract(10, 5, 5, WorkRules.WorkingHoursAct with { Name = "pool", IsCalledIn = true }, "pool") with { NoticeIsHard = true };
        EarlyAfterLate earlyAfterLate = new(new LocalTime(19, 0), new LocalTime(9, 0));
        PlanSkill Dated(PlanSkill skill) => skill with { From = Small.Monday, To = Small.Monday.PlusDays(90) };
        return problem with
        {
            Agents = [first with { Skills = [.. first.Skills.Select(Dated)] }, problem.Agents[1], problem.Agents[2] with { Contract = pool.Terms.Id }],
            FairnessCosts = new FairnessCosts { Weekend = 1, LateShift = 2, EarlyShift = 3, DeniedWish = 4, LateAfter = new LocalTime(17, 0), EarlyBefore = new LocalTime(8, 0) },
            StableStartPerHour = 0.5,
            Published = new PublishedSchedule(Small.Monday.PlusDays(-3), new DraftSchedule(Enumerable.Range(0, 3).Select(agent =>
                (DayShift?[])[.. problem.Grid.Days.Select((_, day) => agent == 1 && day == 0 ? Small.WithLunch(2, 36, 18) : (DayShift?)null)])))
            {
                PerMinuteMoved = 0.02,
                PerDayTold = 3,
                ShortNoticeFactor = 2,
                NoticeDays = 10,
            },
            Contracts = [Small.Contract(hours: 38.25, band: 10, tolerance: 9, rules) with { EarlyAfterLate = earlyAfterLate }, pool],
            Demand =
            [
                problem.Demand[0] with
                {
                    Required = null,
                    Cost = [.. Enumerable.Range(0, 40).Select(_ => (double[])[3, 1, 0.5])],
                    TrueCost = [.. Enumerable.Range(0, 40).Select(_ => (double[])[3, 1.5, 0.5])],
                    MinimumPosts = [.. Enumerable.Repeat(0, 40)],
                },
                .. problem.Demand.Skip(1),
            ],
        };
    }
}
