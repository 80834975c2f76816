using NodaTime;

namespace Wfm.Domain;

/// <summary>Where a stored result came from, so that any number on screen can be asked "whence?".</summary>
/// <param name="Inputs">Versions of what went in, such as <c>calls#12, targets#3</c>.</param>
/// <param name="SettingsHash">SHA-256 of the settings used, in hexadecimal.</param>
/// <param name="Model">The model or engine that made it.</param>
/// <param name="Seed">The seed, where chance was used.</param>
/// <param name="EngineVersion">Version of the program.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Provenance(
    string Inputs, string SettingsHash, string Model, long? Seed, string EngineVersion, Instant CreatedAt);
