using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of the night's runs.</summary>
internal static class RunModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model) => ArgumentNullException.ThrowIfNull(model);
}
