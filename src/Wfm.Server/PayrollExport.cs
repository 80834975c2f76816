using System.Globalization;
using NodaTime;
using Wfm.Exchange;

namespace Wfm.Server;

/// <summary>Writes PAXml files by what the installation says of payroll.</summary>
public sealed class PayrollExport
{
    private readonly PayrollSettings _settings;
    private readonly PayrollCodes _codes;

    /// <param name="settings">What the installation says.</param>
    /// <exception cref="FormatException">A code, the number or the rounding cannot be used; the message names it.</exception>
    public PayrollExport(PayrollSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _codes = new PayrollCodes(settings.Codes);
        if (settings.RoundUnsocialUpToMinutes is { } minutes and not (>= 1 and <= 60))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Payroll:RoundUnsocialUpToMinutes is {minutes}, expected 1 to 60 minutes, or nothing."));
        }

        if (settings.OrganisationNumber is { Length: > 0 } number && !(number.Length == 10 && number.All(char.IsAsciiDigit)))
        {
            throw new FormatException($"Payroll:OrganisationNumber is \"{number}\", expected ten digits without a hyphen.");
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="basis">What payroll is told of.</param>
    /// <param name="now">What time it is.</param>
    /// <returns>How many events it has.</returns>
    public int Write(Stream stream, PayrollBasis basis, Instant now)
    {
        ArgumentNullException.ThrowIfNull(basis);
        Duration? step = _settings.RoundUnsocialUpToMinutes is { } minutes ? Duration.FromMinutes(minutes) : null;
        return PaxmlFile.Write(
            stream,
            new PaxmlSender(_settings.Company, _settings.OrganisationNumber, now.InZone(basis.Zone).LocalDateTime),
            PayrollEvents.Of(basis with { RoundUnsocialUpTo = step }),
            _codes,
            agent => agent.Value);
    }
}
