using Allora.Sdk.DevNet.Options;

namespace Allora.Cli.Tests.Secrets;

/// <summary>The secrets of the runs, one for each place where a user has one.</summary>
internal static class Known
{
    public const string Words = DevNetGenesis.TestMnemonic;
    public const string PrivateKey = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    public const string Passphrase = "0pen-s3same-0f-the-armor";
    public const string KeyringPassphrase = "k3yring-passphrase-77";
    public const string NodePassword = "n0dePassw0rt4242";
    public const string NodeKey = "n0deKey7d4f1c2b9a83";
    public const string ModelPassword = "m0delPassw0rt4711";
    public const string ModelKey = "m0delKey55aa77cc99";
    public const string ModelQuery = "m0delQuery33bb11dd";
    public const string LossPassword = "l0ssPassw0rt9090";
    public const string FaucetKey = "UP-fauc3tKey0123456789";
    public const string ProxyPassword = "pr0xyPassw0rt3131";
    public const string WebhookToken = "w3bhookT0ken8642";

    public static string[] All { get; } =
        [Words, PrivateKey, Passphrase, KeyringPassphrase, NodePassword, NodeKey, ModelPassword, ModelKey, ModelQuery, LossPassword, FaucetKey, ProxyPassword, WebhookToken];

    /// <summary>What a user may by mistake give in the place of a name, a number or an address.</summary>
    public static string[] Misplaced { get; } = [Words, $"{Words} extra", PrivateKey, NodeKey, $"http://user:{NodePassword}@host:x/{NodeKey}", $"user:{NodePassword}@host"];
}
