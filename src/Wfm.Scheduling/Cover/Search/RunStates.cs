namespace Wfm.Scheduling.Cover;

/// <summary>The states one person's days can end in, and the steps between them.</summary>
/// <remarks>
/// A state is the number of days off so far (up to the least required) or the run of working days so far with the kind of its
/// last shift. Shifts with the same followers, predecessors and length are one group, of which a day takes the cheapest; types
/// counted one by one are groups of their own. Groups with the same followers share their states.
/// </remarks>
internal sealed class RunStates
{
    private readonly PersonModel _person;
    private readonly Func<int, int, bool> _mayFollow;
    private readonly int _kinds;
    private readonly int _openRuns;
    private readonly int _firstOpen;

    public RunStates(CoverModel model, PersonModel person, ProgramScope scope)
    {
        _person = person;
        _mayFollow = (before, after) => !scope.KeepsFollowers || model.MayFollow[before, after];
        int[] usable = scope.Types;
        Groups =
        [
            .. usable.GroupBy(type => (
                    Followers: Key(usable, next => _mayFollow(type, next)),
                    Predecessors: Key(usable, before => _mayFollow(before, type)),
                    Length: model.Units[type],
                    Counted: scope.Counted.Contains(type) ? type : -1))
                .Select(group => group.ToArray()),
        ];
        string[] followers = [.. Groups.Select(group => Key(usable, next => _mayFollow(group[0], next)))];
        string[] kinds = [.. followers.Distinct()];
        _kinds = kinds.Length;
        KindOf = [.. followers.Select(key => Array.IndexOf(kinds, key))];
        _openRuns = model.Problem.StartIsOpen ? Math.Min(person.LeastRun - 1, person.MostRun) : 0;
        Start = person.LeastOff + person.MostRun * _kinds;
        _firstOpen = Start + 1;
        Count = _firstOpen + _openRuns * _kinds;
        IsEnd = [.. Enumerable.Range(0, Count).Select(state => !IsWork(state) || MayEnd(state) || model.Problem.EndIsOpen)];
        Steps = new Step[Count][];
        for (int state = 0; state < Count; state++)
        {
            Steps[state] = [.. From(state)];
        }

        Before =
        [
            .. Enumerable.Range(0, Count).Select(to => Enumerable.Range(0, Count)
                .SelectMany(state => Steps[state].Where(step => step.To == to).Select(step => (state, step.Group))).ToArray()),
        ];
    }

    /// <summary>Types per group.</summary>
    public int[][] Groups { get; }

    /// <summary>Number of states.</summary>
    public int Count { get; }

    /// <summary>The state before day 0.</summary>
    public int Start { get; }

    /// <summary>Whether the period may end in a state.</summary>
    public bool[] IsEnd { get; }

    /// <summary>Steps by the state they leave.</summary>
    public Step[][] Steps { get; }

    /// <summary>States and groups that lead to a state.</summary>
    public (int State, int Group)[][] Before { get; }

    private int[] KindOf { get; }

    /// <summary>Whether a state is a working day.</summary>
    public bool IsWork(int state) => state >= _person.LeastOff && state != Start;

    private static string Key(int[] usable, Func<int, bool> holds) =>
        string.Concat(usable.Select(type => holds(type) ? '1' : '0'));

    private bool IsOpen(int state) => state >= _firstOpen;

    private int RunOf(int state) => (IsOpen(state) ? state - _firstOpen : state - _person.LeastOff) / _kinds + 1;

    private int KindIn(int state) => (IsOpen(state) ? state - _firstOpen : state - _person.LeastOff) % _kinds;

    private bool MayEnd(int state) => IsOpen(state) || RunOf(state) >= _person.LeastRun;

    private int Work(int run, int kind, bool open) =>
        (open && run <= _openRuns ? _firstOpen : _person.LeastOff) + (run - 1) * _kinds + kind;

    private IEnumerable<Step> From(int state)
    {
        if (!IsWork(state))
        {
            yield return new Step(state == Start ? _person.LeastOff - 1 : Math.Min(state + 1, _person.LeastOff - 1), -1);
            for (int group = 0; group < Groups.Length && state >= _person.LeastOff - 1 && _person.MostRun > 0; group++)
            {
                yield return new Step(Work(1, KindOf[group], state == Start), group);
            }

            yield break;
        }

        if (MayEnd(state))
        {
            yield return new Step(0, -1);
        }

        (int run, int before) = (RunOf(state), Groups[Array.IndexOf(KindOf, KindIn(state))][0]);
        for (int group = 0; group < Groups.Length && run < _person.MostRun; group++)
        {
            if (_mayFollow(before, Groups[group][0]))
            {
                yield return new Step(Work(run + 1, KindOf[group], IsOpen(state)), group);
            }
        }
    }

    /// <summary>A day's choice.</summary>
    /// <param name="To">State after it.</param>
    /// <param name="Group">Group worked; −1 for a day off.</param>
    internal readonly record struct Step(int To, int Group);
}
