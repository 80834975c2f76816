using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Places short activities where they cost callers least: inside shifts, on contacts all the time, so beside lunches, breaks and meetings.</summary>
public sealed class SlotFinder
{
    /// <summary>A meeting may leave out one person in so many.</summary>
    private const int OneIn = 5;
    private readonly PreparedPlan _plan;
    private readonly SlotRequest _request;
    private readonly WeighOptions _options;
    private readonly Dictionary<int, PreparedDay> _days = [];
    private readonly List<SlotPlace> _places = [];
    private readonly List<string> _unplaced = [];
    private readonly int _slots;

    private SlotFinder(PreparedPlan plan, SlotRequest request, WeighOptions options)
    {
        (_plan, _request, _options) = (plan, request, options);
        _slots = (request.Minutes + Grid.SlotMinutes - 1) / Grid.SlotMinutes;
    }

    private PlanningGrid Grid => _plan.Problem.Grid;

    /// <summary>Finds places.</summary>
    /// <param name="plan">The schedule, prepared.</param>
    /// <param name="request">What wants a place.</param>
    /// <param name="options">What counts as fine.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static SlotAnswer Find(PreparedPlan plan, SlotRequest request, WeighOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        List<ProblemFinding> findings = [.. Findings(plan, request)];
        if (findings.Count > 0)
        {
            return new SlotAnswer([], [], findings);
        }

        SlotFinder finder = new(plan, request, options);
        int[] agents = [.. request.Agents.Distinct().Select(agent => plan.Numbers[agent])];
        if (request.IsTogether || agents.Length == 1)
        {
            finder.Place(agents, request.Places);
        }
        else
        {
            foreach (int agent in agents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                finder.Place([agent], 1);
            }
        }

        return new SlotAnswer(finder._places, finder._unplaced, []);
    }

    private static IEnumerable<ProblemFinding> Findings(PreparedPlan plan, SlotRequest request)
    {
        if (request.Agents.Count == 0)
        {
            yield return new ProblemFinding("people", "nobody", "at least one of the problem's agents");
        }

        foreach (AgentId agent in request.Agents.Where(agent => !plan.Numbers.ContainsKey(agent)))
        {
            yield return new ProblemFinding("people", $"\"{agent}\"", "one of the problem's agents");
        }

        if (request.Minutes is < 1 or > 24 * 60)
        {
            yield return new ProblemFinding("minutes", request.Minutes.ToString(CultureInfo.InvariantCulture), "1 to 1440 minutes");
        }

        if (request.Places is < 1 or > 1000)
        {
            yield return new ProblemFinding("places", request.Places.ToString(CultureInfo.InvariantCulture), "1 to 1000");
        }

        PlanningGrid grid = plan.Problem.Grid;
        if (request.To < request.From || request.To < grid.FirstDate || request.From >= grid.EndDate)
        {
            string window = string.Create(CultureInfo.InvariantCulture, $"{request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}");
            yield return new ProblemFinding(
                "from", window, string.Create(CultureInfo.InvariantCulture, $"dates in order, inside the plan from {grid.FirstDate:yyyy-MM-dd} to {grid.EndDate.PlusDays(-1):yyyy-MM-dd}"));
        }
    }

    private void Place(int[] agents, int places)
    {
        List<Candidate> candidates = [.. Candidates(agents).OrderByDescending(place => place.Agents.Length).ThenBy(place => place.LateCalls).ThenBy(place => place.Day).ThenBy(place => place.Start)];
        List<(int Day, int Start)> taken = [];
        foreach (Candidate place in candidates)
        {
            if (taken.Count == places)
            {
                break;
            }

            if (!taken.Exists(other => other.Day == place.Day && Math.Abs(other.Start - place.Start) < _slots) && Told(agents, place))
            {
                taken.Add((place.Day, place.Start));
            }
        }

        if (taken.Count == 0)
        {
            string names = string.Join(", ", agents.Select(agent => _plan.Problem.Agents[agent].Id.Value));
            string why = candidates.Count > 0 ? "every place breaks a rule" : $"no {_slots * Grid.SlotMinutes} minutes on calls{(agents.Length > 1 ? " together" : "")} in these days";
            _unplaced.Add($"{names}: {why}.");
        }
    }

    /// <summary>Of five and more who are to meet, one in five may be left out where no time has everybody.</summary>
    private IEnumerable<Candidate> Candidates(int[] agents)
    {
        int fewest = agents.Length - agents.Length / OneIn;
        for (int day = 0; day < Grid.Days.Count; day++)
        {
            LocalDate date = Grid.Days[day].Date;
            if (date < _request.From || date > _request.To || agents.Count(agent => _plan.Schedule.ShiftOf(agent, day) is not null) < fewest)
            {
                continue;
            }

            Dictionary<string, AwayTable> tables = [];
            for (int start = 0; start + _slots <= Grid.Days[day].Slots; start++)
            {
                int[] there = IsInWindow(day, start) ? [.. agents.Where(agent => AwayTable.IsOnContacts(_plan, day, agent, start, start + _slots))] : [];
                if (there.Length < fewest || there.Length == 0)
                {
                    continue;
                }

                string key = string.Join(' ', there);
                if (!tables.TryGetValue(key, out AwayTable? table))
                {
                    tables.Add(key, table = new AwayTable(_plan, DayOf(day), there));
                }

                yield return new Candidate(day, start, there, table.LateCalls(start, start + _slots));
            }
        }
    }

    private bool IsInWindow(int day, int start) =>
        (_request.Earliest is not { } earliest || Grid.InstantOf(day, start) >= earliest)
        && (_request.NotBefore is not { } notBefore || Grid.InstantOf(day, start) >= Grid.InstantOf(day, notBefore))
        && (_request.NotAfter is not { } notAfter || Grid.InstantOf(day, start + _slots) <= Grid.InstantOf(day, notAfter));

    /// <summary>Adds a place with its figures; false where a rule would be broken.</summary>
    private bool Told(int[] agents, Candidate place)
    {
        (int day, int start) = (place.Day, place.Start);
        Interval span = new(Grid.InstantOf(day, start), Grid.InstantOf(day, start + _slots));
        MeetingRequest meeting = new([.. place.Agents.Select(agent => _plan.Problem.Agents[agent].Id)], span, _request.Activity);
        if (_plan.Read(meeting).Edit is not { } edit || _plan.NewViolations(edit).Count > 0)
        {
            return false;
        }

        PreparedDay before = DayOf(day);
        ChangedDay? after = ChangedDay.Of(before, _plan.Schedule, edit);
        QueueConsequence[] queues = after is null ? [] : [.. DayFiguresOf.Of(before, after)];
        (Recommendation recommendation, string reason) = Judgement.Of(queues, [], _options);
        _places.Add(new SlotPlace(meeting.Agents, span, place.LateCalls, queues, recommendation, reason)
        {
            Without = [.. agents.Except(place.Agents).Select(agent => _plan.Problem.Agents[agent].Id)],
        });
        if (after is not null && !_request.IsTogether && _request.Agents.Count > 1)
        {
            _days[day] = before.With(after);
        }

        return true;
    }

    private sealed record Candidate(int Day, int Start, int[] Agents, double LateCalls);

    private PreparedDay DayOf(int day) => _days.GetValueOrDefault(day) ?? _plan.Day(day);
}
