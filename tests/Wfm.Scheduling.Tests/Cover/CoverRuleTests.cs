using Wfm.Scheduling.Cover;

namespace Wfm.Scheduling.Tests.Cover;

/// <summary>Each hard rule of fixed-shift rosters on both sides of its edge. Two weeks from a Monday; E early, N night.</summary>
public sealed class CoverRuleTests
{
    private static readonly CoverPerson Anyone = new("ana")
    {
        MostOfType = [14, 14],
        LeastMinutes = 0,
        MostMinutes = 10_000,
        MostDaysInRow = 5,
        LeastDaysInRow = 2,
        LeastDaysOffInRow = 2,
        MostWeekends = 2,
    };

    [TestCase("EE--EE--------", 0, TestName = "Two days off between runs are enough")]
    [TestCase("EE-EE---------", 1, TestName = "One day off between runs is too short")]
    [TestCase("-EE--EE-------", 0, TestName = "One day off at the start is fine")]
    [TestCase("----------EEE-", 0, TestName = "One day off at the end is fine")]
    [TestCase("---E----------", 1, TestName = "One working day is too short a run")]
    [TestCase("E-------------", 1, TestName = "One working day at the start is too short")]
    [TestCase("-------------E", 1, TestName = "One working day at the end is too short")]
    [TestCase("EEEEE---------", 0, TestName = "Five days in a row are allowed")]
    [TestCase("EEEEEE--------", 1, TestName = "Six days in a row are too many")]
    [TestCase("NE------------", 1, TestName = "Early after night is forbidden")]
    [TestCase("EN------------", 0, TestName = "Night after early is allowed")]
    public void Sequences(string days, int broken) => Violations(Anyone, days).Count.ShouldBe(broken);

    [TestCase("E-------------")]
    [TestCase("-------------E")]
    public void An_open_border_lets_a_run_be_short_there(string days)
    {
        CoverProblem open = Problem(Anyone) with { StartIsOpen = true, EndIsOpen = true };

        CoverRules.Violations(open, Roster(open, days)).ShouldBeEmpty();
    }

    [TestCase("----EE-----EE-", 1, 1)]
    [TestCase("-----EE-------", 1, 0)]
    [TestCase("------EE----EE", 1, 1)]
    public void Saturday_or_Sunday_makes_a_weekend(string days, int most, int broken) =>
        Violations(Anyone with { MostWeekends = most }, days).Count.ShouldBe(broken);

    [TestCase(2, 0)]
    [TestCase(1, 1)]
    public void Shifts_of_a_type_are_counted(int most, int broken) =>
        Violations(Anyone with { MostOfType = [14, most] }, "EENN----------").Count.ShouldBe(broken);

    [TestCase(1080, 1080, 0)]
    [TestCase(1081, 2000, 1)]
    [TestCase(0, 1079, 1)]
    public void Minutes_lie_between_least_and_most(int least, int most, int broken) =>
        Violations(Anyone with { LeastMinutes = least, MostMinutes = most }, "EN------------").Count.ShouldBe(broken);

    [Test]
    public void A_day_off_is_off() =>
        Violations(Anyone with { DaysOff = [1] }, "EE------------").ShouldHaveSingleItem().ShouldBe("ana: works on day 1, a day off.");

    [Test]
    public void Cost_is_wishes_and_people_missing_or_too_many()
    {
        CoverProblem problem = Problem(Anyone) with
        {
            Requests = [new(0, 0, 0, true, 5), new(0, 1, 0, false, 7), new(0, 3, 1, true, 11)],
            Needs = [new(0, 0, 3, 100, 1), new(1, 0, 0, 100, 4), new(2, 1, 0, 9, 9)],
        };

        CoverCost.Of(problem, Roster(problem, "EE------------")).ShouldBe(new CoverCost(Wishes: 18, Under: 200, Over: 4));
    }

    [Test]
    public void A_broken_problem_is_refused_with_what_to_mend()
    {
        CoverProblem problem = Problem(Anyone) with { Needs = [new(14, 0, 1, 1, 1), new(0, 0, 1, 1, 1), new(0, 0, 2, 1, 1)] };

        string message = Should.Throw<ArgumentException>(() => CoverBuilder.Build(problem, new ScheduleOptions())).Message;

        message.ShouldContain("Day = 14");
        message.ShouldContain("day 0, shift number 0: 2 needs; expected one.");
    }

    private static List<string> Violations(CoverPerson person, string days)
    {
        CoverProblem problem = Problem(person);
        return [.. CoverRules.Violations(problem, Roster(problem, days))];
    }

    private static CoverProblem Problem(CoverPerson person) => new()
    {
        Days = 14,
        Types = [new ShiftType("E", 480), new ShiftType("N", 600) { NotFollowedBy = [0] }],
        People = [person],
        Needs = [],
    };

    private static CoverRoster Roster(CoverProblem problem, string days)
    {
        CoverRoster roster = new(1, problem.Days);
        for (int day = 0; day < days.Length; day++)
        {
            roster[0, day] = days[day] switch { 'E' => 0, 'N' => 1, _ => null };
        }

        return roster;
    }
}
