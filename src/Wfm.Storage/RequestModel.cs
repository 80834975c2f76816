using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of requests and their answers.</summary>
internal static class RequestModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model) => ArgumentNullException.ThrowIfNull(model);
}
