using System.Text;
using Allora.Architecture.Tests.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Allora.Architecture.Tests;

/// <summary>Compiles sources with a planted fault, to show that a test finds it.</summary>
internal static class Planted
{
    private const string Root = "/planted/";

    public static BuiltAssembly Compile(params (string File, string Source)[] sources)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Source, Encoding.UTF8), path: Root + source.File));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Planted", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var (image, symbols) = (new MemoryStream(), new MemoryStream());
        var result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = symbols.Position = 0;
        return BuiltAssembly.Read("Planted", Root, image, symbols);
    }
}
