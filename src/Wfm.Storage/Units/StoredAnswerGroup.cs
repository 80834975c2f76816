using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>An answer group as stored.</summary>
public sealed class StoredAnswerGroup : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    /// <param name="group">What to store.</param>
    public StoredAnswerGroup(BusinessUnitId unit, AnswerGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        BusinessUnitId = unit;
        Code = group.Id;
        Take(group);
    }

    private StoredAnswerGroup()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Its code, unique in the unit.</summary>
    public GroupId Code { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="group">The group as it should be from now on.</param>
    public void Take(AnswerGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        Name = group.Name;
    }

    /// <summary>The group in the words of the domain.</summary>
    public AnswerGroup ToDomain() => new(Code, Name);
}
