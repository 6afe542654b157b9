namespace Allora.Sdk.Native.Tests;

public sealed class LibraryFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    // The loader would die of the first two.
    [Theory]
    [InlineData(1000, false)]
    [InlineData(600_000, false)]
    [InlineData(63, false)]
    [InlineData(0, false)]
    [InlineData(int.MaxValue, true)]
    public void A_library_that_was_cut_off_is_found_out(int length, bool whole)
    {
        var library = Directory.EnumerateFiles(AppContext.BaseDirectory, "libsecp256k1.so", SearchOption.AllDirectories).First(static file => file.Contains("linux-x64", StringComparison.Ordinal));
        File.WriteAllBytes(_file, [.. File.ReadAllBytes(library).Take(length)]);
        Assert.Equal(whole, LibraryFile.IsWhole(_file));
    }

    [Fact]
    public void Another_kind_of_file_is_left_to_the_loader()
    {
        File.WriteAllText(_file, new string('x', 100));
        Assert.True(LibraryFile.IsWhole(_file));
    }

    [Fact]
    public void The_libraries_of_this_program_are_whole() => Assert.Null(LibraryFile.FindTruncated());
}
