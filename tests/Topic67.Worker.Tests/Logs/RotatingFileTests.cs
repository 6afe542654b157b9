using System.Text;
using Topic67.Worker.Logs;

namespace Topic67.Worker.Tests.Logs;

public sealed class RotatingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("topic67-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_that_cannot_be_written_wait_in_order_until_they_can()
    {
        var path = Path.Combine(_folder, "later", "log");
        using var file = new RotatingFile(path, 1000);
        file.Write("first\n"u8);
        file.Write("second\n"u8);
        Assert.NotNull(file.Trouble);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        file.Write("third\n"u8);
        Assert.Null(file.Trouble);
        Assert.Equal(["first", "second", "third"], File.ReadAllLines(path));
        Assert.Equal(0, file.Lost);
    }

    [Fact]
    public void A_disk_that_stays_full_costs_the_oldest_lines_and_they_are_counted()
    {
        using var file = new RotatingFile(Path.Combine(_folder, "absent", "log"), 1000);
        var line = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        for (var i = 0; i < 6; i++)
            file.Write(line);
        Assert.Equal(2, file.Lost);
    }

    [Fact]
    public void A_file_is_for_its_owner_alone_whatever_the_umask()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix's");
        var path = Path.Combine(_folder, "log");
        File.WriteAllText(path, "old\n");
        using var file = new RotatingFile(path, 8);
        file.Write("new\n"u8);
        file.Write("more\n"u8);
        foreach (var name in (string[])["log", "log.1"])
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, name)));
        }
    }
}
