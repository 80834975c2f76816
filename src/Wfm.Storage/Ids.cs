namespace Wfm.Storage;

/// <summary>The number a stored business unit is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct BusinessUnitId(int Value);

/// <summary>The number a file taken in is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct ImportedFileId(int Value);

/// <summary>The number a call stream (one queue as one source reports it) is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct CallStreamId(int Value);

/// <summary>The number a stored forecast is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct ForecastId(int Value);

/// <summary>The number a stored requirement is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct RequirementId(int Value);

/// <summary>The number one version of a schedule is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct ScheduleId(int Value);

/// <summary>The number an account is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct AccountId(int Value);

/// <summary>The number a schedule period is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct PeriodId(int Value);

/// <summary>The number a source of feeds is known by.</summary>
/// <param name="Value">Given by the database.</param>
public readonly record struct FeedSourceId(int Value);
