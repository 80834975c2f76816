using System.Text;
using NodaTime;
using Wfm.Server.Security;

namespace Wfm.Server.Tests.Security;

[TestFixture]
public sealed class AuthenticatorCodeTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 4226, appendix D.
    [Test]
    public void Codes_of_counters_are_those_of_the_standard() =>
        Enumerable.Range(0, 10).Select(counter => AuthenticatorCode.Of(Key, counter, 6))
            .ShouldBe(["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]);

    // RFC 6238, appendix B, the rows of SHA-1.
    [TestCase(59, "94287082")]
    [TestCase(1111111109, "07081804")]
    [TestCase(1111111111, "14050471")]
    [TestCase(1234567890, "89005924")]
    [TestCase(2000000000, "69279037")]
    [TestCase(20000000000, "65353130")]
    public void Codes_of_moments_are_those_of_the_standard(long seconds, string code)
    {
        AuthenticatorCode.Of(Key, seconds / 30, 8).ShouldBe(code);
        AuthenticatorCode.At(AuthenticatorCode.ToBase32(Key), Instant.FromUnixTimeSeconds(seconds)).ShouldBe(code[2..]);
    }

    // RFC 4648, section 10, without padding.
    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_in_base_32(string plain, string text)
    {
        AuthenticatorCode.ToBase32(Encoding.ASCII.GetBytes(plain)).ShouldBe(text);
        Encoding.ASCII.GetString(AuthenticatorCode.FromBase32(text)).ShouldBe(plain);
    }

    [Test]
    public void A_code_is_taken_half_a_minute_before_and_after_its_own_and_no_longer()
    {
        string secret = AuthenticatorCode.CreateSecret();
        Instant start = Instant.FromUtc(2026, 2, 2, 10, 0);
        long step = start.ToUnixTimeSeconds() / 30;
        string code = AuthenticatorCode.At(secret, start);

        secret.Length.ShouldBe(32);
        AuthenticatorCode.StepOf(secret, code, start - Duration.FromSeconds(31)).ShouldBeNull();
        AuthenticatorCode.StepOf(secret, code, start - Duration.FromSeconds(30)).ShouldBe(step);
        AuthenticatorCode.StepOf(secret, code, start).ShouldBe(step);
        AuthenticatorCode.StepOf(secret, code, start + Duration.FromSeconds(59)).ShouldBe(step);
        AuthenticatorCode.StepOf(secret, code, start + Duration.FromSeconds(60)).ShouldBeNull();
    }

    [TestCase("")]
    [TestCase("12345")]
    [TestCase("1234567")]
    [TestCase("١٢٣٤٥٦")]
    [TestCase("abcdef")]
    public void What_is_no_code_fits_nothing(string code) =>
        AuthenticatorCode.StepOf(AuthenticatorCode.CreateSecret(), code, Instant.FromUtc(2026, 2, 2, 10, 0)).ShouldBeNull();

    [Test]
    public void Recovery_codes_are_read_however_they_are_typed()
    {
        string code = RecoveryCode.Create();

        code.ShouldMatch("^([2-9a-hj-km-np-tv-z]{4}-){3}[2-9a-hj-km-np-tv-z]{4}$");
        RecoveryCode.Hash($" {code.ToUpperInvariant().Replace('-', ' ')}").ShouldBe(RecoveryCode.Hash(code));
        RecoveryCode.Create().ShouldNotBe(code);
    }
}
