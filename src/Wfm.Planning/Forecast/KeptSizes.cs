using System.Collections.Concurrent;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What history was last found to tell of each unit's events, kept until anything it was asked of changes. Safe for several askers at once.</summary>
public sealed class KeptSizes
{
    private readonly ConcurrentDictionary<BusinessUnitId, (string Asked, EventLibrary Told)> _kept = new();

    /// <summary>What is kept for a question; nothing where another one was asked last.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="asked">All that the answer rests on, in words.</param>
    public EventLibrary? Find(BusinessUnitId unit, string asked) => _kept.TryGetValue(unit, out (string Asked, EventLibrary Told) kept) && kept.Asked == asked ? kept.Told : null;

    /// <summary>Keeps an answer in the place of the unit's last one.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="asked">All that the answer rests on, in words.</param>
    /// <param name="told">The answer.</param>
    public EventLibrary Keep(BusinessUnitId unit, string asked, EventLibrary told)
    {
        _kept[unit] = (asked, told);
        return told;
    }
}
