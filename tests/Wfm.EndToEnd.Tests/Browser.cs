using Microsoft.Playwright;

namespace Wfm.EndToEnd.Tests;

/// <summary>Debian's Chromium, one for all tests.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static IPlaywright? _playwright;

    public static IBrowser Chromium { get; private set; } = null!;

    private static string Executable => Environment.GetEnvironmentVariable("WFM_CHROMIUM") ?? "/usr/bin/chromium";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await Chromium.CloseAsync();
        _playwright?.Dispose();
    }
}
