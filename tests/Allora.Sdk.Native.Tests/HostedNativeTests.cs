using Allora.Sdk.Wallets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.Native.Tests;

public sealed class HostedNativeTests : IDisposable
{
    private const string Hex = "63328869083c83eeab1f01f316d2022a800f80f55f598470385e5479943429a5";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-native-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_wallet_of_the_configuration_signs_with_the_curve_that_was_added()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        var file = Path.Combine(_folder.FullName, "worker.key");
        KeyFile.Write(file, wallet);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Allora:Network", "testnet"), new("Allora:KeyFile", file)]);
        builder.Services.AddSingleton<ISecp256k1>(new Refusing());
        builder.Services.AddAllora(builder.Configuration.GetSection("Allora")).UseNativeSecp256k1();
        using var host = builder.Build();
        // The host's own curve was there first, so it is the one that is asked.
        Assert.Throws<NotSupportedException>(() => host.Services.GetRequiredService<AlloraWallet>());
    }

    [Fact]
    public void One_line_turns_it_on()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAllora(AlloraNetwork.Testnet).UseNativeSecp256k1();
        using var host = builder.Build();
        Assert.Same(NativeSecp256k1.Load(), host.Services.GetRequiredService<ISecp256k1>());
    }

    private sealed class Refusing : ISecp256k1
    {
        public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey) => throw new NotSupportedException();

        public void Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> hash, Span<byte> signature) => throw new NotSupportedException();

        public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => throw new NotSupportedException();
    }
}
