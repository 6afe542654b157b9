using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Wallets;

public class HdPathTests
{
    [Theory]
    [InlineData("m", "m")]
    [InlineData("m/44h/118H/0'/0/7", "m/44'/118'/0'/0/7")]
    [InlineData("m/2147483647'/2147483647", "m/2147483647'/2147483647")]
    public void A_path_reads_back(string path, string spelled) => Assert.Equal(spelled, HdPath.Parse(path).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("44'/118'/0'/0/0")]
    [InlineData("M/0")]
    [InlineData("m/")]
    [InlineData("m//0")]
    [InlineData("m/2147483648")]
    [InlineData("m/-1")]
    [InlineData("m/+1")]
    [InlineData("m/ 1")]
    [InlineData("m/1''")]
    [InlineData("m/'")]
    [InlineData("m/1/")]
    public void Anything_else_is_refused(string path) => Assert.Throws<WalletException>(() => HdPath.Parse(path));

    [Fact]
    public void The_default_is_the_first_address_of_the_first_account()
    {
        Assert.Equal("m/44'/118'/0'/0/0", HdPath.Default.ToString());
        Assert.Equal("m/44'/118'/0'/0/9", HdPath.ForIndex(9).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => HdPath.ForIndex(-1));
    }
}
