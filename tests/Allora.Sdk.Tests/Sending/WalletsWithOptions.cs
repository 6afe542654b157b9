using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Tests.Sending;

/// <summary>The same account with other options, as another run of a program would open it.</summary>
internal static class WalletsWithOptions
{
    public static AlloraWallet With(this AlloraWallet wallet, ISubmissionJournal journal) => wallet.With(new WalletOptions { Journal = journal });

    public static AlloraWallet With(this AlloraWallet wallet, WalletOptions options) => AlloraWallet.FromSigner(wallet).WithOptions(options);
}
