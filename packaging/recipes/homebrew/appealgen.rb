class Appealgen < Formula
  desc "${summary}"
  homepage "${page}"
  version "${version}"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "${base}/${macos_arm64_file}"
      sha256 "${macos_arm64_sha256}"
    end
    on_intel do
      url "${base}/${macos_x86_64_file}"
      sha256 "${macos_x86_64_sha256}"
    end
  end

  on_linux do
    on_intel do
      url "${base}/${linux_x86_64_file}"
      sha256 "${linux_x86_64_sha256}"
    end
  end

  def install
    libexec.install Dir["*"]
    bin.write_exec_script libexec/"appealgen"
    generate_completions_from_executable(bin/"appealgen", shell_parameter_format: :typer)
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/appealgen --version")
    assert_match "ua-046-19", shell_output("#{bin}/appealgen cases --json")
  end
end
