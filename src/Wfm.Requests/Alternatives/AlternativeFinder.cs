using NodaTime;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Looks for changes near the one asked for that would be fine: first one of every kind, then the next nearest until there are enough.</summary>
internal sealed class AlternativeFinder
{
    private const int MostPlaces = 12;
    private const int MostPlacesOfADay = 3;

    /// <summary>From so many people on a meeting may also be held without a few.</summary>
    private const int Many = 5;

    /// <summary>How much further another day is looked for when the near ones do not give enough.</summary>
    private const int Farther = 4;

    private readonly PreparedPlan _plan;
    private readonly WeighOptions _options;
    private readonly Consequence _asked;
    private readonly ScheduleEdit _edit;
    private readonly CancellationToken _cancellation;
    private readonly List<Alternative> _found = [];
    private readonly List<Alternative> _notFine = [];
    private readonly List<LookedFor> _looked = [];
    private OtherTimes? _times;
    private OtherTimes? _wider;

    private AlternativeFinder(PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit, CancellationToken cancellationToken) =>
        (_plan, _options, _asked, _edit, _cancellation) = (plan, options, asked, edit, cancellationToken);

    /// <summary>The alternatives, and what was looked at where there are fewer than asked for.</summary>
    public static (IReadOnlyList<Alternative> Found, FewFound? WhyFew) Find(
        PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit, CancellationToken cancellationToken)
    {
        if (options.Alternatives <= 0 || edit.Days.Count == 0)
        {
            return ([], options.Alternatives <= 0 ? null : new FewFound(options.Alternatives, [], null));
        }

        AlternativeFinder finder = new(plan, options, asked, edit, cancellationToken);
        finder.Find();
        if (finder._found.Count >= options.Alternatives)
        {
            return (finder._found, null);
        }

        FewFound why = new(options.Alternatives, [.. finder._looked], finder.Examined());
        return ([.. finder._found, .. finder.LeastCostly()], why);
    }

    private static double LateCalls(IReadOnlyList<QueueConsequence> queues) => queues.Sum(queue => queue.After.LateCalls - queue.Before.LateCalls);

    /// <summary>Where too few are fine: what costs callers less than what was asked, the best of every kind first.</summary>
    private IEnumerable<Alternative> LeastCostly()
    {
        foreach (OtherTimes times in ((OtherTimes?[])[_times, _wider]).OfType<OtherTimes>())
        {
            foreach (CostlyPlace place in times.NotFine.GroupBy(place => place.Day).Select(day => day.MinBy(place => place.LateCalls)!)
                .OrderBy(place => place.LateCalls).Take(_options.Alternatives))
            {
                _ = Judge(place.Day == _edit.Days[0] ? AlternativeKind.OtherTime : AlternativeKind.OtherDay, times.At(place));
            }
        }

        double asked = LateCalls(_asked.Queues);
        return _notFine.Where(other => LateCalls(other.Queues) < asked && other.Recommendation <= _asked.Recommendation).DistinctBy(other => other.Words)
            .OrderBy(other => other.Recommendation).ThenBy(other => LateCalls(other.Queues))
            .GroupBy(other => other.Kind == AlternativeKind.OtherDay ? AlternativeKind.OtherTime : other.Kind).SelectMany(kind => kind.Select((other, place) => (other, place))).OrderBy(found => found.place)
            .Select(found => found.other).Take(_options.Alternatives - _found.Count);
    }

    private LookedAtPlaces? Examined() => _times is not { } times || _edit.Days.Count > 1
        ? null
        : new LookedAtPlaces(times.Examined, times.Costly, times.Near, _asked.Request is MeetingRequest);

    private void Find()
    {
        IEnumerable<Alternative>[] kinds = [.. Kinds().Select(kind => Told(kind.What, kind.Found))];
        IEnumerator<Alternative>[] sources = [.. kinds.Select(kind => kind.GetEnumerator())];
        bool[] isDry = new bool[sources.Length];
        for (int round = 0; Array.Exists(isDry, dry => !dry) && (round == 0 || _found.Count < _options.Alternatives); round++)
        {
            for (int source = 0; source < sources.Length && (round == 0 || _found.Count < _options.Alternatives); source++)
            {
                _cancellation.ThrowIfCancellationRequested();
                isDry[source] = isDry[source] || !sources[source].MoveNext();
                // What is near is also found by whoever looks farther.
                if (!isDry[source] && !_found.Exists(known => known.Words == sources[source].Current.Words))
                {
                    _found.Add(sources[source].Current);
                }
            }
        }
    }

    private IEnumerable<(LookedFor What, IEnumerable<Alternative> Found)> Kinds() =>
        _asked.Request is AbsenceRequest or MeetingRequest or TimeOffRequest ? [.. Times(), .. Meetings(), .. Further(), .. Mended()] : Others();

    private IEnumerable<(LookedFor What, IEnumerable<Alternative> Found)> Times()
    {
        OtherTimes times = _times = new(_plan, _options, _asked.Request, _edit.Days[0]);
        yield return (new(LookedForKind.OtherTimes), times.SameDay(_edit.Days).Take(MostPlaces).Select(shifted => Judge(AlternativeKind.OtherTime, shifted)).OfType<Alternative>());
        yield return (_edit.Days.Count > 1 ? new(LookedForKind.OtherWeeks) : new(LookedForKind.OtherDays, _options.DaysAround), OtherDays(times));
    }

    /// <summary>What a meeting can do besides: two halves, a shorter one.</summary>
    private IEnumerable<(LookedFor What, IEnumerable<Alternative> Found)> Meetings()
    {
        if (_asked.Request is MeetingRequest meeting && _edit.Days.Count == 1)
        {
            if (meeting.Agents.Count > 1)
            {
                yield return (new(LookedForKind.TwoHalves), WhenFew(() => Split(meeting)));
            }

            yield return (new(LookedForKind.ShorterMeetings), WhenFew(Shorter));
        }
    }

    private IEnumerable<(LookedFor What, IEnumerable<Alternative> Found)> Further()
    {
        if (_edit.Days.Count == 1)
        {
            yield return (new(LookedForKind.FartherDays, Farther * _options.DaysAround), WhenFew(() => OtherDays(_wider = Wider())));
        }

        if (_asked.Request is MeetingRequest { LentTo: null, Agents.Count: >= Many } meeting)
        {
            yield return (
                new(LookedForKind.NearlyEverybody),
                WhenFew(() => _times!.WithoutAFew(meeting.Agents.Count / Many).Select(other => Judge(AlternativeKind.OtherTime, other)).OfType<Alternative>().Take(_options.Alternatives)));
        }
    }

    /// <summary>The time asked for, with something done about it.</summary>
    private IEnumerable<(LookedFor What, IEnumerable<Alternative> Found)> Mended()
    {
        if (_asked.Recommendation != Recommendation.Fits && _asked.Violations.Count == 0)
        {
            yield return (new(LookedForKind.MovedPauses), _edit.Days.Count == 1 ? MovedPauses.Of(_plan, _options, _asked, _edit) : []);
            yield return (new(LookedForKind.PeopleToCallIn), Substitutes.Of(_plan, _options, _asked, _edit));
        }
    }

    private IEnumerable<(LookedFor What, IEnumerable<Alternative> Found)> Others()
    {
        yield return (new(LookedForKind.OtherPeople), OtherPeople.Of(_plan, _asked.Request, _edit).Select(other => Judge(AlternativeKind.OtherPerson, other)).OfType<Alternative>());
        if (_asked.Request is OvertimeRequest or LoanRequest)
        {
            OtherTimes times = _times = new(_plan, _options, _asked.Request, _edit.Days[0]);
            yield return (new(LookedForKind.OtherDays, _options.DaysAround), OtherDays(times));
        }
    }

    private OtherTimes Wider() => new(_plan, _options with { DaysAround = Farther * _options.DaysAround }, _asked.Request, _edit.Days[0]);

    /// <summary>The meeting held twice; of every day the nearest that is fine.</summary>
    private IEnumerable<Alternative> Split(MeetingRequest meeting) =>
        SplitMeeting.Of(_plan, _options, meeting, _edit.Days[0]).Select(day => day
            .Select(split => Judge(AlternativeKind.SplitGroup, split.First, split.Words, split.Edit, split.Second)).OfType<Alternative>().FirstOrDefault()).OfType<Alternative>();

    /// <summary>Three quarters and half of the length, at the time asked for or the nearest that is fine that day.</summary>
    private IEnumerable<Alternative> Shorter()
    {
        MeetingRequest meeting = (MeetingRequest)_asked.Request;
        PlanningGrid grid = _plan.Problem.Grid;
        int day = _edit.Days[0], from = grid.SlotFloor(day, meeting.Span.Start), slots = grid.SlotCeiling(day, meeting.Span.End) - from;
        foreach (int shorter in ((int[])[(3 * slots + 3) / 4, (slots + 1) / 2]).Distinct().Where(shorter => shorter < slots))
        {
            MeetingRequest cut = meeting with { Span = new Interval(grid.InstantOf(day, from), grid.InstantOf(day, from + shorter)) };
            string length = $"{shorter * grid.SlotMinutes} minutes instead of {slots * grid.SlotMinutes}";
            Alternative? fine = Judge(AlternativeKind.Shorter, (cut, $"{length}, at the time asked for."))
                ?? new OtherTimes(_plan, _options, cut, day).SameDay([day]).Take(MostPlaces)
                    .Select(other => Judge(AlternativeKind.Shorter, (other.Request, $"{length}, {char.ToLowerInvariant(other.Words[0])}{other.Words[1..].Replace(" instead", "", StringComparison.Ordinal)}")))
                    .OfType<Alternative>().FirstOrDefault();
            if (fine is not null)
            {
                yield return fine;
            }
        }
    }

    /// <summary>Looked at only while there are not enough.</summary>
    private IEnumerable<Alternative> WhenFew(Func<IEnumerable<Alternative>> more)
    {
        if (_found.Count >= _options.Alternatives)
        {
            yield break;
        }

        foreach (Alternative alternative in more())
        {
            if (!_found.Exists(known => known.Words == alternative.Words))
            {
                yield return alternative;
            }
        }
    }

    /// <summary>The nearest place that is fine of every day.</summary>
    private IEnumerable<Alternative> OtherDays(OtherTimes times) => times.OtherDays(_edit.Days)
        .Select(day => day.Take(MostPlacesOfADay).Select(shifted => Judge(AlternativeKind.OtherDay, shifted)).OfType<Alternative>().FirstOrDefault()).OfType<Alternative>();

    private IEnumerable<Alternative> Told(LookedFor what, IEnumerable<Alternative> found)
    {
        int count = 0;
        foreach (Alternative alternative in found)
        {
            count++;
            yield return alternative;
        }

        _looked.Add(what with { Found = count });
    }

    /// <summary>The request as an alternative when everything about it is fine.</summary>
    private Alternative? Judge(AlternativeKind kind, (ScheduleRequest Request, string Words) other)
    {
        RequestReading reading = _plan.Read(other.Request);
        if (reading.Edit is not { } edit || edit.Days.Count < _edit.Days.Count)
        {
            return null;
        }

        return Judge(kind, other.Request, other.Words, edit);
    }

    /// <summary>What would be fine is returned; what only costs less is kept for when too little is fine.</summary>
    private Alternative? Judge(AlternativeKind kind, ScheduleRequest request, string words, ScheduleEdit edit, MeetingRequest? otherHalf = null)
    {
        (Consequence consequence, _) = RequestWeigher.Weigh(_plan, request, edit, _options);
        Alternative judged = new(kind, words, request, consequence.Queues, consequence.Reason)
        {
            Recommendation = consequence.Recommendation,
            OtherHalf = otherHalf,
        };
        if (judged.Recommendation == Recommendation.Fits)
        {
            return judged;
        }

        if (consequence.Violations.Count == 0)
        {
            _notFine.Add(judged);
        }

        return null;
    }
}
