using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of the life of a schedule period.</summary>
internal static class PeriodModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model) => ArgumentNullException.ThrowIfNull(model);
}
