using System.Text.Json;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A queue as stored, with its target; its openings are rows of their own.</summary>
public sealed class StoredQueue : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    /// <param name="queue">What to store.</param>
    public StoredQueue(BusinessUnitId unit, Queue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        BusinessUnitId = unit;
        Code = queue.Id;
        Take(queue);
    }

    private StoredQueue()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Its code, unique in the unit.</summary>
    public QueueId Code { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>How its contacts arrive.</summary>
    public Channel Channel { get; private set; }

    /// <summary>The answer group that owns it, if any.</summary>
    public GroupId? GroupCode { get; private set; }

    /// <summary>Share of calls to answer in time.</summary>
    public double ServiceLevelFraction { get; private set; }

    /// <summary>Longest wait that counts as in time.</summary>
    public Duration ServiceLevelThreshold { get; private set; }

    /// <summary>Which calls count.</summary>
    public ServiceLevelDefinition ServiceLevelDefinition { get; private set; }

    /// <summary>Most calls that may hang up, if there is a ceiling.</summary>
    public double? MaxAbandonmentFraction { get; private set; }

    /// <summary>Lower action limit, set together with the upper one.</summary>
    public double? LowerLimit { get; private set; }

    /// <summary>Upper action limit.</summary>
    public double? UpperLimit { get; private set; }

    /// <summary>The queueing model.</summary>
    public StaffingModel Model { get; private set; }

    /// <summary>Mean time before hanging up.</summary>
    public Duration MeanPatience { get; private set; }

    /// <summary>Whether nobody has stated the patience, so that it is measured; empty in rows older than the question, which stated it.</summary>
    public bool? IsPatienceAssumed { get; private set; }

    /// <summary>The steps of shrinkage as JSON.</summary>
    public string ShrinkageJson { get; private set; } = "";

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings, opening hours excepted.</summary>
    /// <param name="queue">The queue as it should be from now on.</param>
    public void Take(Queue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        Name = queue.Name;
        Channel = queue.Channel;
        GroupCode = queue.Group;
        Promise(queue.Target);
    }

    /// <summary>Is held to another target from today on.</summary>
    /// <param name="target">The target.</param>
    public void Promise(QueueTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        ServiceLevelFraction = target.ServiceLevel.Fraction;
        ServiceLevelThreshold = target.ServiceLevel.Threshold;
        ServiceLevelDefinition = target.ServiceLevel.Definition;
        MaxAbandonmentFraction = target.MaxAbandonmentFraction;
        LowerLimit = target.Limits?.Lower;
        UpperLimit = target.Limits?.Upper;
        Model = target.Model;
        MeanPatience = target.MeanPatience;
        IsPatienceAssumed = target.StatedPatience is null;
        ShrinkageJson = JsonSerializer.Serialize(target.Shrinkage.Steps);
    }

    /// <summary>The queue in the words of the domain.</summary>
    /// <param name="openings">Its openings, read from their own table.</param>
    public Queue ToDomain(IReadOnlyList<OpeningPeriod> openings) => new(
        Code, Name, Channel, GroupCode, new OpeningHours(openings), new QueueTarget(
            new ServiceLevelTarget(ServiceLevelFraction, ServiceLevelThreshold, ServiceLevelDefinition),
            MaxAbandonmentFraction,
            LowerLimit is { } lower && UpperLimit is { } upper ? new ActionLimits(lower, upper) : null,
            Model,
            IsPatienceAssumed == true ? null : MeanPatience,
            new Shrinkage(JsonSerializer.Deserialize<List<ShrinkageStep>>(ShrinkageJson) ?? [])));
}
