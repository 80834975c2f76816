namespace Wfm.Server.Api;

/// <summary>A part of a long list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">What to send as <c>after</c> for the rows that follow; empty at the end.</param>
/// <typeparam name="TItem">The kind of row.</typeparam>
public sealed record Page<TItem>(IReadOnlyList<TItem> Items, string? Next);

/// <summary>How long a part may be.</summary>
public static class Paging
{
    /// <summary>Rows unless asked otherwise.</summary>
    public const int Usual = 100;

    /// <summary>Rows at most.</summary>
    public const int Most = 1000;

    /// <summary>The rows asked for, within bounds.</summary>
    /// <param name="limit">As asked.</param>
    /// <exception cref="ApiProblemException">Not 1 to <see cref="Most"/>.</exception>
    public static int Limit(int? limit) => limit switch
    {
        null => Usual,
        >= 1 and <= Most => limit.Value,
        _ => throw new ApiProblemException(ApiProblem.Bad("bad-limit", $"limit is {limit}, expected 1 to {Most}.")),
    };

    /// <summary>Cuts one row too many off and says where to go on.</summary>
    /// <param name="rows">One more than the limit when there are more.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="keyOf">Where a row stands.</param>
    /// <typeparam name="TItem">The kind of row.</typeparam>
    public static Page<TItem> Cut<TItem>(List<TItem> rows, int limit, Func<TItem, string> keyOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(keyOf);
        return rows.Count > limit ? new Page<TItem>(rows[..limit], keyOf(rows[limit - 1])) : new Page<TItem>(rows, null);
    }
}
