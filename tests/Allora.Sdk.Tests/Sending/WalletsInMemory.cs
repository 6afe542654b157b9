using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.Tests.Sending;

/// <summary>The same account with a journal that ends with the test.</summary>
internal static class WalletsInMemory
{
    public static AlloraWallet InMemory(this AlloraWallet wallet) => wallet.With(new MemoryJournal());
}
