using NodaTime;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Weighs several stored requests as if all were granted: what the callers would notice of them together. Changes nothing.</summary>
/// <remarks>Two leaves that are each fine may not be fine together. Deciding still weighs every request by itself, on what was granted before it.</remarks>
/// <param name="db">The database.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class WeighTogether(WfmDb db, KeptPlans plans)
{
    /// <summary>The most requests weighed at once.</summary>
    public const int Most = 50;

    /// <summary>Weighs.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="requests">Which requests; at least one. Of two that touch one person's day, the later is left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<JointWeighing> RunAsync(BusinessUnitId unit, IReadOnlyList<StoredRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        string stamp = await KeptPlans.StampAsync(db, unit, cancellationToken);
        Dictionary<int, LeftOut> leftOut = requests.Where(request => !request.IsOpen).ToDictionary(request => request.Id, request => LeftOut.NotOpen(request.Id));
        Dictionary<int, string> unread = [];
        HashSet<int> read = [];
        List<Consequence> consequences = [];
        List<string> notes = [];
        (Instant start, Instant end) = (requests.Min(request => request.Start), requests.Max(request => request.End));
        IReadOnlyList<ScheduleId> inForce = await new WeighStoredRequest(db, plans).InForceAsync(unit, start, end, cancellationToken);
        foreach (ScheduleId schedule in inForce)
        {
            PlanLoading loading = await plans.GetAsync(db, unit, schedule, stamp, cancellationToken);
            if (loading.Plan is not { } plan)
            {
                notes.AddRange(loading.Notes.Select(note => note.Text));
                continue;
            }

            Joining joining = new(plan.Prepared);
            foreach (StoredRequest request in requests.Where(request => !leftOut.ContainsKey(request.Id)))
            {
                RequestReading reading = joining.Take(request.Id, WeighStoredRequest.ChangeOf(request.Content), leftOut);
                if (reading.Edit is not null)
                {
                    read.Add(request.Id);
                }
                else
                {
                    unread[request.Id] = string.Join(" ", reading.Findings);
                }
            }

            if (joining.Joined is { } all)
            {
                consequences.Add(RequestWeigher.Weigh(plan.Prepared, all, WeighStoredRequest.FromTable, cancellationToken).Consequence!);
            }
        }

        // Away from a plan one is not in: callers notice nothing of it. Anything else has to have its place in a plan.
        foreach (StoredRequest request in requests.Where(request => !leftOut.ContainsKey(request.Id) && !read.Contains(request.Id) && request.Kind is not (RequestKind.Absence or RequestKind.TimeOff)))
        {
            leftOut.Add(request.Id, LeftOut.DoesNotFit(request.Id, unread.GetValueOrDefault(request.Id, "No published schedule holds that day.")));
        }

        ConsequenceInputs inputs = new(inForce, stamp, EngineVersion.Current);
        return new JointWeighing(ConsequenceFigures.Of(inputs, consequences, notes), [.. leftOut.Values.OrderBy(left => left.Request)]);
    }

    /// <summary>Takes requests of one schedule together, one after another.</summary>
    private sealed class Joining(PreparedPlan plan)
    {
        private readonly List<ScheduleRequest> _taken = [];
        private readonly HashSet<(int Agent, int Day)> _touched = [];

        public JoinedRequests? Joined => _taken.Count == 0 ? null : new JoinedRequests(_taken);

        public RequestReading Take(int id, ScheduleRequest request, Dictionary<int, LeftOut> leftOut)
        {
            RequestReading reading = plan.Read(request);
            if (reading.Edit is not { } edit)
            {
                return reading;
            }

            (int, int)[] touched =
            [
                .. from agent in edit.People.Select(person => person.Agent).Concat(edit.Loans.Select(loan => loan.Agent)).Distinct()
                   from day in edit.Days
                   select (agent, day),
            ];
            if (touched.Any(_touched.Contains))
            {
                leftOut.TryAdd(id, LeftOut.SameDay(id));
                return reading;
            }

            _touched.UnionWith(touched);
            _taken.Add(request);
            return reading;
        }
    }
}

/// <summary>What weighing several requests together gave.</summary>
/// <param name="Figures">The figures as if all that are not left out were granted.</param>
/// <param name="LeftOut">Requests that are not in the figures, and why.</param>
public sealed record JointWeighing(ConsequenceFigures Figures, IReadOnlyList<LeftOut> LeftOut);

/// <summary>A request that is not in the joint figures.</summary>
/// <param name="Request">Its number.</param>
/// <param name="Code">Why: <c>not-open</c>, <c>same-day</c> or <c>does-not-fit</c>.</param>
/// <param name="Words">The same in words.</param>
public sealed record LeftOut(int Request, string Code, string Words)
{
    internal static LeftOut NotOpen(int request) => new(request, "not-open", "It is not waiting for an answer.");

    internal static LeftOut SameDay(int request) => new(request, "same-day", "Another of the requests changes the same person's day; decide that one first.");

    internal static LeftOut DoesNotFit(int request, string words) => new(request, "does-not-fit", words);
}
