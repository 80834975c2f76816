using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Places short activities where they cost callers least: inside shifts, on contacts all the time, so beside lunches, breaks and meetings.</summary>
public sealed class SlotFinder
{
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
        List<(int Day, int Start, double LateCalls)> candidates = [.. Candidates(agents).OrderBy(place => place.LateCalls).ThenBy(place => place.Day).ThenBy(place => place.Start)];
        List<(int Day, int Start)> taken = [];
        foreach ((int day, int start, double late) in candidates)
        {
            if (taken.Count == places)
            {
                break;
            }

            if (!taken.Exists(other => other.Day == day && Math.Abs(other.Start - start) < _slots) && Told(agents, day, start, late))
            {
                taken.Add((day, start));
            }
        }

        if (taken.Count == 0)
        {
            string names = string.Join(", ", agents.Select(agent => _plan.Problem.Agents[agent].Id.Value));
            string why = candidates.Count > 0 ? "every place breaks a rule" : $"no {_slots * Grid.SlotMinutes} minutes on calls{(agents.Length > 1 ? " together" : "")} in these days";
            _unplaced.Add($"{names}: {why}.");
        }
    }

    private IEnumerable<(int Day, int Start, double LateCalls)> Candidates(int[] agents)
    {
        for (int day = 0; day < Grid.Days.Count; day++)
        {
            LocalDate date = Grid.Days[day].Date;
            if (date < _request.From || date > _request.To || !Array.TrueForAll(agents, agent => _plan.Schedule.ShiftOf(agent, day) is not null))
            {
                continue;
            }

            AwayTable table = new(_plan, DayOf(day), agents);
            for (int start = 0; start + _slots <= table.Slots; start++)
            {
                if (IsInWindow(day, start) && table.AllOnContacts(start, start + _slots))
                {
                    yield return (day, start, table.LateCalls(start, start + _slots));
                }
            }
        }
    }

    private bool IsInWindow(int day, int start) =>
        (_request.Earliest is not { } earliest || Grid.InstantOf(day, start) >= earliest)
        && (_request.NotBefore is not { } notBefore || Grid.InstantOf(day, start) >= Grid.InstantOf(day, notBefore))
        && (_request.NotAfter is not { } notAfter || Grid.InstantOf(day, start + _slots) <= Grid.InstantOf(day, notAfter));

    /// <summary>Adds a place with its figures; false where a rule would be broken.</summary>
    private bool Told(int[] agents, int day, int start, double late)
    {
        Interval span = new(Grid.InstantOf(day, start), Grid.InstantOf(day, start + _slots));
        MeetingRequest meeting = new([.. agents.Select(agent => _plan.Problem.Agents[agent].Id)], span, _request.Activity);
        if (_plan.Read(meeting).Edit is not { } edit || _plan.NewViolations(edit).Count > 0)
        {
            return false;
        }

        PreparedDay before = DayOf(day);
        ChangedDay? after = ChangedDay.Of(before, _plan.Schedule, edit);
        QueueConsequence[] queues = after is null ? [] : [.. DayFiguresOf.Of(before, after)];
        (Recommendation recommendation, string reason) = Judgement.Of(queues, [], _options);
        _places.Add(new SlotPlace(meeting.Agents, span, late, queues, recommendation, reason));
        if (after is not null && !_request.IsTogether && _request.Agents.Count > 1)
        {
            _days[day] = before.With(after);
        }

        return true;
    }

    private PreparedDay DayOf(int day) => _days.GetValueOrDefault(day) ?? _plan.Day(day);
}
