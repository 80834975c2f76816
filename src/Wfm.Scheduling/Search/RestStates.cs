namespace Wfm.Scheduling.Search;

/// <summary>
/// The states an agent can be in before and after each day, and what a day off or a shift of each class makes of them:
/// <see cref="RestStep"/> tabulated.
/// </summary>
/// <remarks>Only what some rule needs is remembered, so a centre open Monday to Friday usually has one state a day.</remarks>
internal sealed class RestStates
{
    /// <summary>Classes of shift: early start or not, late end or not.</summary>
    public const int Classes = 4;

    private readonly List<Layer> _layers = [];
    private readonly bool[] _accepted;

    /// <param name="step">The rules, day by day.</param>
    /// <param name="days">The grid days, ascending.</param>
    /// <param name="endDate">Calendar day number after the period's last day, days without opening hours included.</param>
    public RestStates(RestStep step, IReadOnlyList<RestDay> days, int endDate)
    {
        List<RestState> current = [step.Initial()];
        int previousDate = -1;
        for (int day = 0; day < days.Count; day++)
        {
            List<RestState> next = [];
            Dictionary<RestState, int> numbers = [];
            Layer layer = new(current.Count, new int[current.Count], new int[Classes * current.Count]);
            for (int state = 0; state < current.Count; state++)
            {
                RestState? before = step.Pass(current[state], previousDate + 1, days[day].Date, endDate: false);
                layer.Off[state] = Number(before is { } rested ? step.Off(rested) : null, numbers, next);
                for (int shiftClass = 0; shiftClass < Classes; shiftClass++)
                {
                    layer.Work[Classes * state + shiftClass] =
                        Number(before is { } ready ? step.Work(ready, day, shiftClass) : null, numbers, next);
                }
            }

            _layers.Add(layer);
            current = next;
            previousDate = days[day].Date;
        }

        _layers.Add(new Layer(current.Count, [], []));
        _accepted = [.. current.Select(state => step.Pass(state, previousDate + 1, endDate, endDate: true) is not null)];
    }

    /// <summary>Number of states before day <paramref name="day"/>; the state before the first day is number 0.</summary>
    public int Count(int day) => _layers[day].Count;

    /// <summary>State after a day off, or −1 when the rules forbid it.</summary>
    public int AfterOff(int day, int state) => _layers[day].Off[state];

    /// <summary>State after a shift of a class, or −1 when the rules forbid it.</summary>
    public int AfterWork(int day, int state, int shiftClass) => _layers[day].Work[Classes * state + shiftClass];

    /// <summary>Whether the period may end in this state.</summary>
    public bool Accepts(int state) => _accepted[state];

    private static int Number(RestState? state, Dictionary<RestState, int> numbers, List<RestState> list)
    {
        if (state is not { } known)
        {
            return -1;
        }

        if (!numbers.TryGetValue(known, out int number))
        {
            number = list.Count;
            numbers.Add(known, number);
            list.Add(known);
        }

        return number;
    }

    private sealed record Layer(int Count, int[] Off, int[] Work);
}
