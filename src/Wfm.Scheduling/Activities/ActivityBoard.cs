using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Activities;

/// <summary>A schedule in which blocks of activities can be put and taken away, with the exact cost after every change.</summary>
/// <remarks>
/// A block stands like a meeting: the shift contains it, lunch and breaks lie beside it, nobody is served. Whoever gets a
/// block has the day priced anew, so lunch, breaks and the start may move; paid time and the class of the shift stay,
/// and with them every rule about hours and rest.
/// </remarks>
internal sealed class ActivityBoard
{
    private readonly SearchState _state;
    private readonly DayPricing _pricing = new();
    private readonly double[] _slots = new double[128];
    private readonly double[] _values = new double[DayPricing.ValueCount];
    private readonly List<(DayOptions Options, DayShift? Shift)> _undo = [];
    private PlanModel? _plain;

    public ActivityBoard(SchedulingProblem problem, DraftSchedule schedule)
    {
        (Problem, Model) = (problem, PlanModel.Of(problem with { Activities = [] }));
        _state = new SearchState(Model);
        List<ActivityBlock> blocks = [.. schedule.Activities.Select(placed => ActivityBlock.Of(problem, placed)).OfType<ActivityBlock>()
            .Where(block => block.Members.All(member => Model.Agents[member].Days[block.Day] is not null))];
        foreach (ActivityBlock block in blocks)
        {
            foreach (int member in block.Members)
            {
                Model.Agents[member].Days[block.Day] = With(Model.Agents[member].Days[block.Day]!, block.Start, block.Slots);
            }
        }

        Blocks = blocks;
        for (int agent = 0; agent < Model.Agents.Length; agent++)
        {
            for (int day = 0; day < Model.DayCount; day++)
            {
                _state.Set(agent, day, schedule.ShiftOf(agent, day));
            }
        }
    }

    public SchedulingProblem Problem { get; }

    public PlanModel Model { get; }

    /// <summary>The blocks that have a place.</summary>
    public List<ActivityBlock> Blocks { get; }

    /// <summary>Cost of the schedule with everything placed so far.</summary>
    public double Cost => _state.Cost;

    public DayShift? Shift(int agent, int day) => _state.Shift(agent, day);

    public DraftSchedule Schedule() =>
        new(Model.Agents.Select(agent => (IReadOnlyList<DayShift?>)[.. Enumerable.Range(0, agent.DayCount).Select(day => _state.Shift(agent.Number, day))]))
        {
            Activities = [.. Blocks.Select(block => block.Placed(Problem))],
        };

    /// <summary>What the slots are worth to callers when this person serves in them; slots already taken are worth nothing.</summary>
    public void Worth(int agent, int day, double[] slots) => _state.Values(agent, day, slots);

    /// <summary>Slots in which the person has something else already.</summary>
    public SlotMask Taken(int agent, int day) => Model.Agents[agent].Days[day]!.Unserving.With(Model.Agents[agent].Days[day]!.Blocked);

    /// <summary>Puts a block for all its members; changes nothing when somebody has no shift that can hold it.</summary>
    public bool TryPut(ActivityBlock block)
    {
        for (int at = 0; at < block.Members.Length; at++)
        {
            if (!TryPut(block.Members[at], block))
            {
                for (int back = 0; back < at; back++)
                {
                    Restore(block.Members[back], block.Day, _undo[back]);
                }

                return false;
            }
        }

        Blocks.Add(block);
        return true;
    }

    /// <summary>Takes the last put block away again, shifts as they were before it.</summary>
    public void TakeBack()
    {
        ActivityBlock block = Blocks[^1];
        Blocks.RemoveAt(Blocks.Count - 1);
        for (int at = 0; at < block.Members.Length; at++)
        {
            Restore(block.Members[at], block.Day, _undo[at]);
        }
    }

    /// <summary>Takes a block away; shifts stay, and serve where it lay.</summary>
    public void Remove(ActivityBlock block)
    {
        Blocks.Remove(block);
        foreach (int member in block.Members)
        {
            DayOptions options = Plain(member, block.Day);
            foreach (ActivityBlock other in Blocks.Where(other => other.Day == block.Day && other.Members.Contains(member)))
            {
                options = With(options, other.Start, other.Slots);
            }

            Restore(member, block.Day, (options, _state.Shift(member, block.Day)));
        }
    }

    /// <summary>Puts a removed block back where it was, with the shifts its members had.</summary>
    public void PutBack(ActivityBlock block, IReadOnlyDictionary<int, DayShift?> shifts)
    {
        Blocks.Add(block);
        foreach (int member in block.Members)
        {
            Restore(member, block.Day, (With(Model.Agents[member].Days[block.Day]!, block.Start, block.Slots), shifts[member]));
        }
    }

    /// <summary>The day's options with nothing placed.</summary>
    private DayOptions Plain(int agent, int day)
    {
        _plain ??= PlanModel.Of(Problem with { Activities = [] });
        return _plain.Agents[agent].Days[day]!;
    }

    private bool TryPut(int agent, ActivityBlock block)
    {
        if (agent == block.Members[0])
        {
            _undo.Clear();
        }

        DayOptions before = Model.Agents[agent].Days[block.Day]!;
        DayShift shift = _state.Shift(agent, block.Day)!.Value;
        DayOptions after = With(before, block.Start, block.Slots);
        if (Best(agent, block, before, after, shift) is not { } better)
        {
            return false;
        }

        _undo.Add((before, shift));
        Restore(agent, block.Day, (after, better));
        return true;
    }

    /// <summary>The best shift of the same paid time and class that holds the block.</summary>
    private DayShift? Best(int agent, ActivityBlock block, DayOptions before, DayOptions after, DayShift shift)
    {
        SlotMask wanted = SlotMask.Range(block.Start, block.Start + block.Slots);
        bool holds = wanted.Without(shift.DeskMask()).IsEmpty;
        if (before.Locked is not null)
        {
            return holds ? shift : null;
        }

        _state.Values(agent, block.Day, _slots);
        for (int slot = block.Start; slot < block.Start + block.Slots; slot++)
        {
            _slots[slot] = 0;
        }

        // Where rest is kept to the quarter the class of a shift does not tell all, so start and end stay.
        DayOptions room = Model.Agents[agent].ExactRest is null ? after : after.Narrow(shift.Start, shift.Start, shift.End, shift.End);
        int shiftClass = room.ClassOf(shift.Start, shift.End);
        _pricing.Price(room, _slots, _values);
        int paid = before.UnitsOf(shift);
        double best = _values[shiftClass * DayPricing.PaidStride + paid];
        bool keep = holds && DayPricing.ValueOf(after, _slots, shift) >= best - 1e-9;
        return keep ? shift : best == double.NegativeInfinity ? null : _pricing.Find(room, _slots, shiftClass, paid);
    }

    private void Restore(int agent, int day, (DayOptions Options, DayShift? Shift) row)
    {
        _state.Set(agent, day, null);
        Model.Agents[agent].Days[day] = row.Options;
        _state.Set(agent, day, row.Shift);
    }

    /// <summary>The day's options with one more fixed stretch.</summary>
    private static DayOptions With(DayOptions options, int start, int length)
    {
        SlotMask taken = SlotMask.Range(start, start + length);
        SlotMask blocked = options.Blocked.With(taken);
        bool any = options.ContainStart < options.ContainEnd;
        DayOptions changed = new()
        {
            Slots = options.Slots,
            PaidUnitSlots = options.PaidUnitSlots,
            Patterns = options.Patterns,
            LunchStarts =
            [
                .. options.LunchStarts.Select((lengths, pattern) => (int[][])
                [
                    .. lengths.Select((starts, extra) => (int[])
                    [
                        .. starts.Where(lunch => !SlotMask.Range(lunch, lunch + options.Patterns[pattern].LunchMin + extra).Meets(taken)),
                    ]),
                ]),
            ],
            ContainStart = any ? Math.Min(options.ContainStart, start) : start,
            ContainEnd = any ? Math.Max(options.ContainEnd, start + length) : start + length,
            Blocked = blocked,
            Unserving = options.Unserving.With(taken),
            EndCap = options.EndCap,
            StartCost = options.StartCost,
            EarlyBefore = options.EarlyBefore,
            LateAfter = options.LateAfter,
            Locked = options.Locked,
            Away = options.Away,
        };
        return options.Parts is null ? changed : changed.WithParts();
    }
}
