using Allora.Sdk.Alerts;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Alerts;

/// <summary>The address of the webhook: what is refused, and that no message shows it.</summary>
public sealed class AlertWebhookTests
{
    private const string Token = "T0ken-of-the-h00k";

    [Theory]
    [InlineData("")]
    [InlineData("/relative/" + Token)]
    [InlineData("hooks.example/" + Token)]
    [InlineData("ftp://hooks.example/" + Token)]
    [InlineData("file:///" + Token)]
    [InlineData("https:///" + Token)]
    [InlineData("https://hooks.example/" + Token + " and more")]
    [InlineData(" https://hooks.example/" + Token)]
    [InlineData("https://hooks.example/\n" + Token)]
    public void A_wrong_address_is_one_sentence_that_does_not_show_it(string text)
    {
        var refused = Assert.Throws<ArgumentException>(() => AlertWebhook.Parse(text));
        Assert.DoesNotContain(Token, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("https://hooks.example/services/" + Token)]
    [InlineData("http://user:pass@127.0.0.1:9093/api?key=" + Token)]
    public void A_right_address_is_taken(string text) => Assert.Equal(text, AlertWebhook.Parse(text).OriginalString);

    [Fact]
    public void A_file_must_be_private_and_have_an_address()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("allora-alerts-");
        try
        {
            var file = Path.Combine(folder.FullName, "hook");
            File.WriteAllText(file, $"https://hooks.example/{Token}\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Equal($"https://hooks.example/{Token}", AlertWebhook.ReadFile(file).OriginalString);

            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            Assert.Contains("chmod 600", Assert.Throws<WalletException>(() => AlertWebhook.ReadFile(file)).Message, StringComparison.Ordinal);

            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.WriteAllText(file, Token);
            var wrong = Assert.Throws<ArgumentException>(() => AlertWebhook.ReadFile(file));
            Assert.Contains(file, wrong.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Token, wrong.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("https://hooks.example/" + Token)]
    [InlineData("n0tAFileButAKey42")]
    public void An_address_or_a_key_in_the_place_of_the_path_is_not_shown(string path) =>
        Assert.DoesNotContain(path, Assert.Throws<ArgumentException>(() => AlertWebhook.ReadFile(path)).ToString(), StringComparison.Ordinal);
}
