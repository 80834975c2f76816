using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>One prepared day with an edit: only the slots and the queues that can notice it are predicted again.</summary>
internal sealed class ChangedDay
{
    private readonly PreparedDay _before;
    private readonly int[] _placeOf;
    private readonly QueueSlot[]?[] _after;

    private ChangedDay(PreparedDay before, GroupsOfDay groups, LinkedQueues linked)
    {
        (_before, Groups, Linked) = (before, groups, linked);
        _placeOf = new int[before.Day.Queues.Count];
        Array.Fill(_placeOf, -1);
        for (int place = 0; place < linked.Queues.Length; place++)
        {
            _placeOf[linked.Queues[place]] = place;
        }

        _after = new QueueSlot[]?[before.Slots];
        Change = new int[before.Slots][];
    }

    /// <summary>The groups of the day, those of loans behind.</summary>
    public GroupsOfDay Groups { get; }

    /// <summary>The queues that can notice the edit.</summary>
    public LinkedQueues Linked { get; }

    /// <summary>People more or fewer on contacts, <c>[slot][group]</c>; null where nothing changes.</summary>
    public int[]?[] Change { get; }

    /// <summary>Predicts a day with an edit; null when nobody is on contacts more or less than before.</summary>
    /// <param name="before">The day.</param>
    /// <param name="schedule">The schedule before.</param>
    /// <param name="edit">The edit.</param>
    public static ChangedDay? Of(PreparedDay before, DraftSchedule schedule, ScheduleEdit edit)
    {
        int row = before.Day.Day;
        Loan[] loans = [.. edit.Loans.Where(loan => loan.Day == row)];
        GroupsOfDay groups = before.Day.GroupsOfDay.With(loans);
        Dictionary<(int Slot, int Group), int> moved = [];
        Dictionary<int, PersonEdit> people = edit.People.ToDictionary(person => person.Agent);
        foreach (int agent in people.Keys.Concat(loans.Select(loan => loan.Agent)).Distinct())
        {
            PlanAgent person = before.Problem.Agents[agent];
            DayShift? shift = schedule.ShiftOf(agent, row);
            Count(moved, before, groups, before.Day.Loans, agent, person, shift, -1);
            PersonEdit? own = people.GetValueOrDefault(agent);
            Count(moved, before, groups, [.. before.Day.Loans, .. loans], agent, own?.Person ?? person, own is null ? shift : own.Row[row], 1);
        }

        (int Slot, int Group)[] touched = [.. moved.Where(cell => cell.Value != 0).Select(cell => cell.Key)];
        if (touched.Length == 0)
        {
            return null;
        }

        int[] touchedGroups = [.. touched.Select(cell => cell.Group).Distinct()];
        ChangedDay changed = new(before, groups, groups.Count == before.Day.Routes.Count ? before.LinkedTo(touchedGroups) : LinkedQueues.Of(groups.Routes, touchedGroups));
        foreach (IGrouping<int, (int Slot, int Group)> slot in touched.GroupBy(cell => cell.Slot))
        {
            int[] change = changed.Change[slot.Key] = new int[groups.Count];
            foreach ((_, int group) in slot)
            {
                change[group] = moved[(slot.Key, group)];
            }
        }

        // Slots do not depend on each other; while a day's table is cold they are worth a second core.
        Parallel.ForEach(touched.Select(cell => cell.Slot).Distinct(), slot => changed._after[slot] = changed.Predict(slot, changed.Change[slot]!));
        return changed;
    }

    /// <summary>People on contacts of a group in a slot, the edit included.</summary>
    public int Heads(int slot, int group) =>
        (group < _before.Day.Heads[slot].Count ? _before.Day.Heads[slot][group] : 0) + (Change[slot]?[group] ?? 0);

    /// <summary>A queue's slots with the edit.</summary>
    /// <param name="queue">The queue, numbered as the day's promises.</param>
    public IEnumerable<QueueSlot> After(int queue)
    {
        for (int slot = 0; slot < _after.Length; slot++)
        {
            yield return _placeOf[queue] >= 0 && _after[slot] is { } changed ? changed[_placeOf[queue]] : _before.Before[slot][queue];
        }
    }

    private QueueSlot[] Predict(int slot, int[] change)
    {
        int single = Groups.Count == _before.Day.Routes.Count ? Array.FindIndex(change, moved => moved != 0) : -1;
        return single >= 0 && change[single] == -1 && Array.FindLastIndex(change, moved => moved != 0) == single && Linked == _before.LinkedTo([single])
            ? _before.OneFewer(single, slot)
            : _before.Predict(Linked, Groups, slot, group => Heads(slot, group));
    }

    private static void Count(
        Dictionary<(int Slot, int Group), int> moved, PreparedDay day, GroupsOfDay groups, Loan[] loans, int agent, PlanAgent person, DayShift? shift, int people)
    {
        if (shift is not { } known)
        {
            return;
        }

        foreach (int slot in DayOfQueues.SlotsOnContacts(day.Problem.Grid, day.Day.Day, ShiftPieces.Of(day.Problem, person, day.Day.Day, known)))
        {
            if (groups.GroupOf(agent, slot, loans) is var group && group >= 0)
            {
                moved[(slot, group)] = moved.GetValueOrDefault((slot, group)) + people;
            }
        }
    }
}
