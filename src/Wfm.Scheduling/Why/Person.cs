using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Why;

/// <summary>One person with contract and templates, any of which may have been relaxed.</summary>
internal sealed record Person(PlanAgent Agent, PlanContract Contract, IReadOnlyList<PlanTemplate> Templates)
{
    public static Person Of(SchedulingProblem problem, PlanAgent agent) =>
        new(agent, problem.Contracts.First(contract => contract.Terms.Id == agent.Contract), problem.Templates);

    public Person WithRules(Func<WorkRules, WorkRules> change) => WithTerms(Contract.Terms.WeekBand, Contract.Terms.PeriodTolerance, change(Contract.Terms.Rules));

    public Person WithHours(Duration weekBand, Duration periodTolerance) => WithTerms(weekBand, periodTolerance, Contract.Terms.Rules);

    private Person WithTerms(Duration weekBand, Duration periodTolerance, WorkRules rules)
    {
        Contract terms = Contract.Terms;
        return this with
        {
            Contract = Contract with
            {
                Terms = new Contract(terms.Id, terms.ShareFraction, terms.HoursPerWeek, weekBand, periodTolerance, rules),
            },
        };
    }
}

/// <summary>Ever larger relaxations of one number; the first that suffices is the least.</summary>
/// <param name="Count">How many steps there are.</param>
/// <param name="At">The person relaxed by a step, counted from 0, and how a planner would say it.</param>
internal sealed record Ladder(int Count, Func<Person, int, (Person Relaxed, Remark Change)> At)
{
    /// <summary>A change without degrees.</summary>
    public static Ladder Single(Remark change, Func<Person, Person> relax) => new(1, (person, _) => (relax(person), change));
}

/// <summary>Something that may be part of a conflict: how it reads, how to take it away whole, and how to give way a little.</summary>
internal sealed record Suspect(ConflictMember Member, Func<Person, Person> Remove)
{
    public IReadOnlyList<Ladder> Ladders { get; init; } = [];

    /// <summary>The same cut finer, by day; empty when it cannot be cut.</summary>
    public IReadOnlyList<Suspect> Parts { get; init; } = [];
}
