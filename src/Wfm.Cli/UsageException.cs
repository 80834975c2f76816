namespace Wfm.Cli;

/// <summary>The command line asked for something that cannot be asked.</summary>
internal sealed class UsageException(string message) : Exception(message);
