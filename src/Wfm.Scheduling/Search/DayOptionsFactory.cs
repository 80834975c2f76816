using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>Turns templates, meetings, absences, locks and wishes of one day into <see cref="DayOptions"/>, sharing equal ones.</summary>
internal sealed class DayOptionsFactory(SchedulingProblem problem)
{
    private readonly Dictionary<OptionsKey, DayOptions> _shared = [];
    private readonly Dictionary<(int Day, WishKind Kind, double Weight), double[]> _startCosts = [];
    private readonly Dictionary<(TemplateId, int, ContractId), ShiftPattern> _patterns = [];
    private readonly Dictionary<TemplateId, PlanTemplate> _templates =
        problem.Templates.ToDictionary(template => template.Id);

    private PlanningGrid Grid => problem.Grid;

    /// <summary>Patterns an agent may use on a day, contract limits applied.</summary>
    public IReadOnlyList<ShiftPattern> PatternsOf(PlanAgent agent, PlanContract contract, int day)
    {
        IsoDayOfWeek weekday = Grid.Days[day].Date.DayOfWeek;
        List<ShiftPattern> patterns = [];
        foreach (TemplateId id in agent.Templates)
        {
            if (_templates.TryGetValue(id, out PlanTemplate? template) && template.Weekdays.Contains(weekday))
            {
                ShiftPattern pattern = PatternOf(template, contract, day);
                if (pattern.StartMin <= pattern.StartMax)
                {
                    patterns.Add(pattern);
                }
            }
        }

        return patterns;
    }

    private ShiftPattern PatternOf(PlanTemplate template, PlanContract contract, int day)
    {
        if (!_patterns.TryGetValue((template.Id, day, contract.Terms.Id), out ShiftPattern? pattern))
        {
            pattern = PatternCompiler.Compile(problem, template, contract.Terms.Rules, day) with { Number = _patterns.Count };
            _patterns.Add((template.Id, day, contract.Terms.Id), pattern);
        }

        return pattern;
    }

    /// <summary>Slots a span touches on a day.</summary>
    public SlotMask Touched(int day, Interval span)
    {
        int slots = Grid.Days[day].Slots;
        int start = Math.Clamp(Grid.SlotFloor(day, span.Start), 0, slots);
        int end = Math.Clamp(Grid.SlotCeiling(day, span.End), 0, slots);
        return end > start ? SlotMask.Range(start, end) : SlotMask.None;
    }

    /// <summary>Builds or finds the options of one day.</summary>
    /// <param name="day">Row of the grid.</param>
    /// <param name="patterns">What templates allow.</param>
    /// <param name="fixedTimes">Meetings and part absences of the day, as slots.</param>
    /// <param name="endCap">Latest end per start.</param>
    /// <param name="startCost">Cost of each start; empty when nothing.</param>
    /// <param name="thresholds">Early and late, for the rest rules.</param>
    /// <param name="locked">The locked shift, if any.</param>
    /// <param name="away">Parts of the day away.</param>
    public DayOptions Of(
        int day, IReadOnlyList<ShiftPattern> patterns, FixedTimes fixedTimes, int[] endCap, double[] startCost,
        (int EarlyBefore, int LateAfter) thresholds, DayShift? locked, PartDay away)
    {
        OptionsKey key = new(
            day, [.. patterns.Select(pattern => pattern.Number)], fixedTimes, endCap, startCost, thresholds, locked, [.. away.Away], away.Most);
        if (!_shared.TryGetValue(key, out DayOptions? options))
        {
            options = new DayOptions
            {
                Slots = Grid.Days[day].Slots,
                PaidUnitSlots = problem.PaidUnitMinutes / Grid.SlotMinutes,
                Patterns = patterns,
                LunchStarts = [.. patterns.Select(pattern => LunchStarts(pattern, fixedTimes.Blocked))],
                ContainStart = fixedTimes.ContainStart,
                ContainEnd = fixedTimes.ContainEnd,
                Blocked = fixedTimes.Blocked,
                Unserving = fixedTimes.Unserving,
                EndCap = endCap,
                StartCost = startCost,
                EarlyBefore = thresholds.EarlyBefore,
                LateAfter = thresholds.LateAfter,
                Locked = locked,
                Away = away,
            }.WithParts();
            _shared.Add(key, options);
        }

        return options;
    }

    /// <summary>What each start of a day costs by wishes; empty for none. Most people have one wish for every day, so single wishes are shared.</summary>
    public double[] StartCosts(int day, List<PlanWish> wishes)
    {
        if (wishes.Count == 0)
        {
            return [];
        }

        (int, WishKind, double) key = (day, wishes[0].Kind, problem.WishCosts.WeightOf(wishes[0]));
        if (wishes.Count > 1 || !_startCosts.TryGetValue(key, out double[]? costs))
        {
            costs = [.. Enumerable.Range(0, Grid.Days[day].Slots).Select(slot => wishes.Sum(wish => WishMeasure.StartCost(problem, wish, day, slot)))];
        }

        return wishes.Count > 1 ? costs : _startCosts[key] = costs;
    }

    private static int[][] LunchStarts(ShiftPattern pattern, SlotMask blocked)
    {
        if (!pattern.HasLunch)
        {
            return [];
        }

        int[][] starts = new int[pattern.LunchMax - pattern.LunchMin + 1][];
        for (int length = pattern.LunchMin; length <= pattern.LunchMax; length++)
        {
            starts[length - pattern.LunchMin] =
            [
                .. pattern.LunchWindows
                    .SelectMany(window => Enumerable.Range(window.Start, Math.Max(0, window.End - length - window.Start + 1)))
                    .Distinct().Order()
                    .Where(start => !SlotMask.Range(start, start + length).Meets(blocked)),
            ];
        }

        return starts;
    }
}

/// <summary>Meetings and part absences of a day in slots.</summary>
/// <param name="ContainStart">First slot of the meetings' hull.</param>
/// <param name="ContainEnd">Slot after the hull; not above the start when there is no meeting.</param>
/// <param name="Blocked">Meeting slots: no lunch or break there.</param>
/// <param name="Unserving">Meeting and absence slots: nobody is served there.</param>
internal sealed record FixedTimes(int ContainStart, int ContainEnd, SlotMask Blocked, SlotMask Unserving);
