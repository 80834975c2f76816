
namespace Wfm.Requests;

/// <summary>Looks for changes near the one asked for that would be fine: first one of every kind, then the next nearest until there are enough.</summary>
internal sealed class AlternativeFinder
{
    private const int MostPlaces = 12;
    private const int MostPlacesOfADay = 3;

    /// <summary>From so many people on a meeting may also be held without a few.</summary>
    private const int Many = 5;

    /// <summary>How much further another day is looked for when the near ones do not give enough.</summary>
    private const int Further = 4;

    private readonly PreparedPlan _plan;
    private readonly WeighOptions _options;
    private readonly Consequence _asked;
    private readonly ScheduleEdit _edit;
    private readonly CancellationToken _cancellation;
    private readonly List<Alternative> _found = [];
    private readonly List<string> _whyNot = [];
    private OtherTimes? _times;

    private AlternativeFinder(PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit, CancellationToken cancellationToken) =>
        (_plan, _options, _asked, _edit, _cancellation) = (plan, options, asked, edit, cancellationToken);

    /// <summary>The alternatives, and why there are fewer than asked for.</summary>
    public static (IReadOnlyList<Alternative> Found, string? WhyFew) Find(
        PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit, CancellationToken cancellationToken)
    {
        if (options.Alternatives <= 0 || edit.Days.Count == 0)
        {
            return ([], options.Alternatives <= 0 ? null : "Nothing changes in the plan, so there is nothing to find an alternative for.");
        }

        AlternativeFinder finder = new(plan, options, asked, edit, cancellationToken);
        finder.Find();
        string? why = finder._found.Count >= options.Alternatives ? null : $"Fewer than {options.Alternatives} are fine: {string.Join("; ", finder._whyNot)}{finder.Examined()}.";
        return (finder._found, why);
    }

    private string Examined() => _times is not { } times || _edit.Days.Count > 1
        ? ""
        : times.Examined == 0
            ? "; there is no other stretch in which everybody is on calls"
            : $"; of {times.Examined} other stretches in which {(_asked.Request is MeetingRequest ? "everybody is on calls" : "the person is there")} "
                + $"{times.Costly} would put a queue below its promise or further below it, {times.Near} too near it";

    private void Find()
    {
        IEnumerable<Alternative>[] kinds = [.. Kinds().Select(kind => Told(kind.Name, kind.Found))];
        IEnumerator<Alternative>[] sources = [.. kinds.Select(kind => kind.GetEnumerator())];
        bool[] isDry = new bool[sources.Length];
        for (int round = 0; Array.Exists(isDry, dry => !dry) && (round == 0 || _found.Count < _options.Alternatives); round++)
        {
            for (int source = 0; source < sources.Length && (round == 0 || _found.Count < _options.Alternatives); source++)
            {
                _cancellation.ThrowIfCancellationRequested();
                isDry[source] = isDry[source] || !sources[source].MoveNext();
                if (!isDry[source])
                {
                    _found.Add(sources[source].Current);
                }
            }
        }
    }

    private IEnumerable<(string Name, IEnumerable<Alternative> Found)> Kinds()
    {
        if (_asked.Request is AbsenceRequest or MeetingRequest or TimeOffRequest)
        {
            OtherTimes times = _times = new(_plan, _options, _asked.Request, _edit.Days[0]);
            yield return ("other times that day", times.SameDay(_edit.Days).Take(MostPlaces).Select(shifted => Judge(AlternativeKind.OtherTime, shifted)).OfType<Alternative>());
            yield return (_edit.Days.Count > 1 ? "other weeks" : $"other days within {_options.DaysAround} days", OtherDays(times));
            if (_edit.Days.Count == 1)
            {
                yield return ($"days up to {Further * _options.DaysAround} days away", WhenFew(() => OtherDays(Wider())));
            }

            if (_asked.Request is MeetingRequest { LentTo: null, Agents.Count: >= Many } meeting)
            {
                yield return (
                    "times when nearly everybody is on calls",
                    WhenFew(() => times.WithoutAFew(meeting.Agents.Count / Many).Select(other => Judge(AlternativeKind.OtherTime, other)).OfType<Alternative>().Take(_options.Alternatives)));
            }

            if (_asked.Recommendation != Recommendation.Fits && _asked.Violations.Count == 0)
            {
                yield return ("moved lunches and breaks", _edit.Days.Count == 1 ? MovedPauses.Of(_plan, _options, _asked, _edit) : []);
                yield return ("people to call in", Substitutes.Of(_plan, _options, _asked, _edit));
            }
        }
        else
        {
            yield return ("other people", OtherPeople.Of(_plan, _asked.Request, _edit).Select(other => Judge(AlternativeKind.OtherPerson, other)).OfType<Alternative>());
            if (_asked.Request is OvertimeRequest or LoanRequest)
            {
                OtherTimes times = _times = new(_plan, _options, _asked.Request, _edit.Days[0]);
                yield return ($"other days within {_options.DaysAround} days", OtherDays(times));
            }
        }
    }

    private OtherTimes Wider() => new(_plan, _options with { DaysAround = Further * _options.DaysAround }, _asked.Request, _edit.Days[0]);

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

    private IEnumerable<Alternative> Told(string name, IEnumerable<Alternative> found)
    {
        int count = 0;
        foreach (Alternative alternative in found)
        {
            count++;
            yield return alternative;
        }

        _whyNot.Add(count == 0 ? $"no {name}" : $"{count} {name}");
    }

    /// <summary>The request as an alternative when everything about it is fine.</summary>
    private Alternative? Judge(AlternativeKind kind, (ScheduleRequest Request, string Words) other)
    {
        RequestReading reading = _plan.Read(other.Request);
        if (reading.Edit is not { } edit || edit.Days.Count < _edit.Days.Count)
        {
            return null;
        }

        (Consequence consequence, _) = RequestWeigher.Weigh(_plan, other.Request, edit, _options);
        return consequence.Recommendation == Recommendation.Fits
            ? new Alternative(kind, other.Words, other.Request, consequence.Queues, consequence.Reason)
            : null;
    }
}
