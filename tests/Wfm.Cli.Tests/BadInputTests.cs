using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Cli.Tests;

/// <summary>Impossible and odd problems through the command: a stated answer with reasons, never an empty week.</summary>
[TestFixture]
public sealed class BadInputTests : InDirectory
{
    private static readonly LocalDate Monday = new(2026, 6, 1);

    [Test]
    public async Task A_contract_that_cannot_be_met_is_told_with_its_conflict_and_what_would_help()
    {
        CommandRun text = await ScheduleAsync(Problem(hoursPerWeek: 60));
        CommandRun json = await ScheduleAsync(Problem(hoursPerWeek: 60), "--json");

        text.ExitCode.ShouldBe(1);
        text.Error.ShouldContain("2 people (anna, bo): Contract hours (contract) contract hel: 60 h a week");
        text.Error.ShouldContain("only 0 to 40 h can be worked");
        text.Error.ShouldContain("Possible with:");
        JsonElement conflict = JsonDocument.Parse(json.Out).RootElement.GetProperty("conflicts").EnumerateArray().ShouldHaveSingleItem();
        conflict.GetProperty("agents").EnumerateArray().Select(agent => agent.GetString()).ShouldBe(["anna", "bo"]);
        conflict.GetProperty("is_proven").GetBoolean().ShouldBeTrue();
        JsonElement member = conflict.GetProperty("members")[0];
        member.GetProperty("kind").GetString().ShouldBe("contract_hours");
        JsonElement way = member.GetProperty("relaxed_by")[0];
        way.GetProperty("change").GetString().ShouldBe("week band and period tolerance of 20 h and 20 h");
        way.GetProperty("cost_change").GetDouble().ShouldBeLessThan(0);
    }

    [Test]
    public async Task A_queue_nobody_can_serve_is_a_note_and_the_rest_is_planned()
    {
        CommandRun run = await ScheduleAsync(Problem(queues: ["telefon", "finska"]));

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldContain("note: Nobody can serve finska on 2026-06-01 – 2026-06-05 (5 days): no one has the skill.");
        JsonDocument.Parse(await File.ReadAllTextAsync(At("schedule.json"))).RootElement.GetProperty("shifts").GetArrayLength().ShouldBe(10);
    }

    [Test]
    public async Task Posts_that_cannot_be_staffed_name_who_could_be_there()
    {
        SchedulingProblem problem = Problem();
        problem = problem with
        {
            Agents = [problem.Agents[0], problem.Agents[1] with { Absences = [new DayAbsence(Monday, Duration.FromHours(8))] }],
            Demand = [.. problem.Demand.Select(demand => demand.Date == Monday ? demand with { MinimumPosts = [.. Enumerable.Range(0, 40).Select(slot => slot is 12 ? 2 : 0)] } : demand)],
        };

        CommandRun run = await ScheduleAsync(problem);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("unit: Minimum posts (opening hours) telefon needs 2 on 2026-06-01 10:00–10:15, 1 is there");
        run.Error.ShouldContain("anna could be there; bo: absent.");
    }

    [Test]
    public async Task Codes_that_come_twice_are_refused_before_anything_is_written()
    {
        SchedulingProblem problem = Problem();

        CommandRun run = await ScheduleAsync(problem with { Agents = [.. problem.Agents, problem.Agents[0]] });

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("problem.json, agents: anna 2 times — expected every code once.");
        File.Exists(At("schedule.json")).ShouldBeFalse();
    }

    [Test]
    public async Task A_problem_file_that_is_no_JSON_says_where()
    {
        Write("problem.json", "{\n  \"version\": 1,\n  weeks: 2\n}");

        CommandRun run = await RunAsync("schedule", "--problem", At("problem.json"), "--out", At("schedule.json"));

        run.ExitCode.ShouldBe(1);
        run.Error.Trim().ShouldBe("problem.json, line 3, column 3: \"weeks: 2\" — expected JSON.");
    }

    private async Task<CommandRun> ScheduleAsync(SchedulingProblem problem, params string[] more)
    {
        Write("problem.json", ProblemJson.Write(problem));
        return await RunAsync(
            ["schedule", "--problem", At("problem.json"), "--out", At("schedule.json"), "--steps", "30", "--threads", "1", .. more]);
    }

    /// <summary>Two people, five days of 07–17, eight hours a day.</summary>
    private static SchedulingProblem Problem(double hoursPerWeek = 40, params string[] queues)
    {
        string[] codes = queues.Length == 0 ? ["telefon"] : queues;
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
        Instant At(LocalDate date, int hour) => (date + new LocalTime(hour, 0)).InZoneStrictly(zone).ToInstant();
        PlanningGrid grid = PlanningGrid.FromOpenings(
            zone, 15, Monday, 1, Enumerable.Range(0, 5).Select(day => Monday.PlusDays(day)).Select(date => (date, new Interval(At(date, 7), At(date, 17)))));
        WorkRules rules = WorkRules.WorkingHoursAct with { LongestWeek = null };
        return new SchedulingProblem
        {
            Name = "two",
            Grid = grid,
            Queues = [.. codes.Select(code => new QueueId(code))],
            Demand =
            [
                .. from day in grid.Days
                   from code in codes
                   select new QueueDay(new QueueId(code), day.Date) { Required = [.. Enumerable.Repeat(1.5, 40)] },
            ],
            Contracts =
            [
                new PlanContract(new Contract(
                    new ContractId("hel"), 1, Duration.FromHours(hoursPerWeek), Duration.FromHours(2), Duration.FromHours(2), rules)),
            ],
            Templates =
            [
                new PlanTemplate(new TemplateId("dag"))
                {
                    Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
                    EarliestStart = new LocalTime(7, 0),
                    LatestStart = new LocalTime(9, 0),
                    MinPaidMinutes = 480,
                    MaxPaidMinutes = 480,
                    Lunch = new LunchRule(30, 60, [new TimeWindow(new LocalTime(11, 0), new LocalTime(13, 0))]),
                },
            ],
            Agents =
            [
                .. ((string[])["anna", "bo"]).Select(id => new PlanAgent(new AgentId(id), new ContractId("hel"))
                {
                    Skills = [new PlanSkill(new QueueId("telefon"))],
                    Templates = [new TemplateId("dag")],
                }),
            ],
        };
    }
}
